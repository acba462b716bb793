"""Files that nobody sends who wants them read: small on a disk, and large, deep or endless for who opens them."""

import io
import struct
import zipfile
from collections.abc import Callable, Mapping

from openpyxl import Workbook

MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
SHEET, STRINGS, BOOK, STYLES = (
    "xl/worksheets/sheet1.xml",
    "xl/sharedStrings.xml",
    "xl/workbook.xml",
    "xl/styles.xml",
)
LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))


def plain(rows: list[list[object]] | None = None) -> bytes:
    """A workbook with one sheet, projects."""
    book = Workbook()
    sheet = book.worksheets[0]
    sheet.title = "projects"
    for row in rows or [["code", "name"], ["APOLLO", "Portal"]]:
        sheet.append(row)
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def with_parts(parts: Mapping[str, str | bytes], *, packed: int = zipfile.ZIP_DEFLATED) -> bytes:
    """A workbook of which these parts say something else."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain())) as old, zipfile.ZipFile(data, "w", packed) as new:
        for name in old.namelist():
            if name not in parts:
                new.writestr(name, old.read(name))
        for name, content in parts.items():
            new.writestr(name, content)
    return data.getvalue()


def sheet(rows: str, *, before: str = "", after: str = "", head: str = "") -> bytes:
    return with_parts({SHEET: f"{head}<worksheet {MAIN}>{before}<sheetData>{rows}</sheetData>{after}</worksheet>"})


def cell(place: str, text: str) -> str:
    return f'<c r="{place}" t="inlineStr"><is><t>{text}</t></is></c>'


def header(*more: str) -> str:
    return f'<row r="1">{cell("A1", "code")}{cell("B1", "name")}{"".join(more)}</row>'


def nested(levels: int, inner: bytes, name: str) -> bytes:
    for _ in range(levels):
        data = io.BytesIO()
        with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
            for number in range(4):
                archive.writestr(f"{number}-{name}", inner)
        inner = data.getvalue()
    return inner


def overlapping(copies: int) -> bytes:
    """The directory names one part of 10 MB again and again."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(BOOK, " " * 10_000_000)
    raw = bytearray(data.getvalue())
    start = raw.index(b"PK\x01\x02")
    end = raw.index(b"PK\x05\x06")
    entry = bytes(raw[start:end])
    tail = bytearray(raw[end:])
    struct.pack_into("<HHII", tail, 8, copies, copies, len(entry) * copies, start)
    return bytes(raw[:start]) + entry * copies + bytes(tail)


def lying() -> bytes:
    """A part that says it has a hundred bytes, and has 200 MB."""
    raw = bytearray(with_parts({SHEET: b" " * 200_000_000}))
    real = struct.pack("<I", 200_000_000)
    while (at := raw.find(real)) >= 0:
        raw[at : at + 4] = struct.pack("<I", 100)
    return bytes(raw)


def many_sheets(count: int) -> bytes:
    """All of them the same part."""
    named = "".join(f'<sheet name="s{n}" sheetId="{n}" r:id="rId1"/>' for n in range(1, count + 1))
    relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    return with_parts({BOOK: f'<workbook {MAIN} xmlns:r="{relations}"><sheets>{named}</sheets></workbook>'})


def many_parts(count: int) -> bytes:
    return with_parts({f"xl/media/{number}.png": b"" for number in range(count)})


def locked() -> bytes:
    """Its parts say that they need a password."""
    raw = bytearray(plain())
    for mark, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = -1
        while (at := raw.find(mark, at + 1)) >= 0:
            raw[at + offset] |= 1
    return bytes(raw)


# Each with its name as a file, and what is said of it.
BOMBS: Mapping[str, tuple[str, Callable[[], bytes], str]] = {
    "120 MB of blanks": ("b.xlsx", lambda: with_parts({SHEET: b" " * 120_000_000}), "unpacks to more than 50 MB"),
    "one part again and again": ("b.xlsx", lambda: overlapping(900), "unpacks to more than 50 MB"),
    "a part that lies about its size": ("b.xlsx", lying, "is not a workbook"),
    "archives in archives": ("b.xlsx", lambda: nested(6, bytes(1_000_000), "x.zip"), "is a packed folder"),
    "archives in a workbook": ("b.xlsx", lambda: with_parts({"xl/media/x.zip": nested(5, bytes(900_000), "x.zip"), SHEET: ""}), "is not a workbook"),
    "a folder of tables": ("b.zip", lambda: nested(1, b"code\nA\n", "projects.csv"), "cannot be read as it is packed"),
    "an entity from outside": ("b.xlsx", lambda: sheet("", head='<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'), "declares a document type"),
    "a billion laughs": ("b.xlsx", lambda: with_parts({STRINGS: f'<!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><sst {MAIN}><si><t>&l9;</t></si></sst>'}), "declares a document type"),
    "laughs in another encoding": ("b.xlsx", lambda: with_parts({BOOK: f'<?xml version="1.0" encoding="UTF-16"?><!DOCTYPE x [<!ENTITY l0 "ha">{LAUGHS}]><x>&l9;</x>'.encode("utf-16")}), "declares a document type"),
    "sixteen thousand columns": ("b.xlsx", lambda: sheet(header(cell("XFD1", "x"))), "has more than 100 columns"),
    "a column beyond all letters": ("b.xlsx", lambda: sheet(header(cell("ZZZZZZZ1", "x"))), "is not a workbook"),
    "thirty thousand rows": ("b.xlsx", lambda: sheet(header() + "".join(f'<row r="{n}"><c r="A{n}"><v>{n}</v></c></row>' for n in range(2, 30_000))), "has more than 20,000 rows"),
    "a hundred thousand sheets": ("b.xlsx", lambda: many_sheets(100_000), "takes more than 10 seconds"),
    "thousands of parts": ("b.xlsx", lambda: many_parts(3_000), "parts inside"),
    "a million styles": ("b.xlsx", lambda: with_parts({STYLES: f'<styleSheet {MAIN}><cellXfs>{"<xf/>" * 1_000_000}</cellXfs></styleSheet>'}), "takes more than 10 seconds"),
    "markup that never ends": ("b.xlsx", lambda: sheet("<a>" * 5_000_000), "takes more than 10 seconds"),
    "a cell of 40 MB": ("b.xlsx", lambda: sheet(f'{header()}<row r="2">{cell("A2", "x" * 40_000_000)}</row>'), "the cell has 40000000 characters"),
    "packed with another method": ("b.xlsx", lambda: with_parts({SHEET: b" " * 49_000_000}, packed=zipfile.ZIP_BZIP2), "is packed as no workbook is"),
    "locked parts": ("b.xlsx", locked, "is not a workbook"),
    "more than 5 MB": ("people.csv", lambda: b"x" * 5_000_001, "is larger than 5 MB"),
    "nothing but ends of lines": ("people.csv", lambda: b"\n" * 5_000_000, "has more than 20,000 rows"),
    "nothing but commas": ("people.csv", lambda: b"," * 5_000_000, "the file is empty"),
    "a quote that never ends": ("people.csv", lambda: b'email,name\n"' + b"x" * 4_900_000, "not CSV"),
    "brackets without end": ("projects.csv", lambda: b"code,start,budget\n" + b"A," + b"(" * 30_000 + b"," + b"1." * 15_000 + b"\n", "is not a date"),
}  # fmt: skip
# Read for what they say, however large they say they are.
HARMLESS: Mapping[str, Callable[[], bytes]] = {
    "as wide and high as can be": lambda: sheet(header(), before='<dimension ref="A1:XFD1048576"/>'),
    "a cell at the very end": lambda: sheet(header() + f'<row r="1048576">{cell("XFD1048576", "x")}</row>'),
    "all cells merged": lambda: sheet(header(), after='<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'),
}
