"""What is a file really, whatever its name says?"""

# How the files begin that people send where a table is wanted, what each is, and what would be right.
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_AS_TABLE = "save the table as .xlsx or .csv"
_OTHERS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "is a PDF, which has no cells", _AS_TABLE),
    (b"{\\rtf", "is a text document", _AS_TABLE),
    (b"\x89PNG", "is a picture", _AS_TABLE),
    (b"\xff\xd8\xff", "is a picture", _AS_TABLE),
    (b"\x1f\x8b", "is compressed (gzip)", "unpack it first"),
    (b"7z\xbc\xaf", "is compressed (7z)", "unpack it first"),
    (b"Rar!", "is compressed (RAR)", "unpack it first"),
    (b"SQLite format 3", "is a database", _AS_TABLE),
)
_ZIPPED: tuple[tuple[bytes, str, str], ...] = (
    (b"mimetypeapplication/vnd.oasis", "is an OpenDocument file", "save it as .xlsx"),
    (b"word/", "is a text document", _AS_TABLE),
    (b"ppt/", "is a presentation", _AS_TABLE),
    (b"xl/workbook.bin", "is a binary workbook (.xlsb)", "save it as .xlsx"),
    (b"Index/Document.iwa", "is a Numbers document", "export it as .xlsx or .csv"),
)


def no_table(data: bytes) -> tuple[str, str] | None:
    """What is wrong with a file that is neither text nor a workbook (.xlsx), and what would be right; else None.

    data: the whole file, or its beginning and its end: names of what is zipped stand at the end.
    """
    if data.startswith(_OLE):
        if _LOCKED in data:
            return "is locked with a password", "take the password off, and save it again"
        return "is a workbook or document of the old kind (.xls)", "save it as .xlsx"
    for start, what, right in _OTHERS:
        if data.startswith(start):
            return what, right
    if data.lstrip()[:9].lower().startswith((b"<!doctype", b"<html", b"<table")):
        return "is a web page", _AS_TABLE
    if is_zipped(data) and b"xl/workbook.xml" not in data:
        found = next(((what, right) for mark, what, right in _ZIPPED if mark in data), None)
        return found or ("is a packed folder (.zip)", "unpack it, and give what is in it")
    return None


def is_zipped(data: bytes) -> bool:
    """Whether this is the beginning of a zip file, as every .xlsx is."""
    return data.startswith(b"PK\x03\x04")
