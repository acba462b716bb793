"""What HTML came out? A reader for the tests: which tags and attributes, what text, and whether all is closed."""

from html.parser import HTMLParser

VOID = {"br", "hr", "img", "input", "link", "meta"}
OPENED = {"strong", "em", "s", "u", "code", "pre", "blockquote", "a", "span", "time", "br"}


class Reader(HTMLParser):
    """Collects tags, attributes and text of a fragment; `open` are the tags that nobody closed."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.open: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        for name, value in attrs:
            self.attributes.add(name)
            if name in {"href", "src"}:
                self.links.append(value or "")
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open, f"</{tag}> closes nothing"
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.text += data


def read(html: str) -> Reader:
    """The fragment, read to its end."""
    reader = Reader()
    reader.feed(html)
    reader.close()
    return reader
