"""How do the comments on a blocker look on its screens?"""

from collections.abc import Iterator, Sequence

from ui import words as w
from ui.blocker_facts import Comment
from ui.blocker_parts import person, title
from ui.kit import Block, between, instant, line, quoted, rich, words
from ui.text import one_line


def comment_blocks(comments: Sequence[Comment], count: int) -> list[Block]:
    blocks = [
        rich(
            line(words(one_line(c.by.name) if c.by else "Somebody", 80, bold=True), between(" · "), instant(c.at)),
            quoted(c.text, 400),
        )
        for c in comments
    ]
    if (earlier := count - len(comments)) > 0 and comments:
        more = w.plural(earlier, "earlier comment is", "earlier comments are")
        blocks.insert(0, rich(line(between(f"{more} in its history."))))
    return blocks


def comments_aloud(comments: Sequence[Comment]) -> Iterator[str]:
    for comment in reversed(comments):
        yield f"{person(comment.by)} wrote: “{title(comment.text, 400)}”"
