"""How much may files hold that somebody sent, and is a workbook one that no program would have written?

What is packed is counted while it is unpacked: the sizes that an archive names are its writer's word.
"""

from dataclasses import dataclass
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

from readers.tables.merges import pieces

_MEGABYTE = 1_000_000
_MARKUP = (".xml", ".rels", ".vml")
_DECLARED = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))
_ELSE = "or have it brought in from the command line, which takes any size"


class Unreadable(Exception):
    """A file that is not a workbook; the message goes after its name. right: what would be right, or "" ."""

    def __init__(self, wrong: str, right: str = "") -> None:
        super().__init__(wrong)
        self.right = right


@dataclass(frozen=True)
class Room:
    """packed, unpacked: bytes; rows of all sheets together, columns of each; parts: files in a workbook's archive."""

    packed: int = 5 * _MEGABYTE
    unpacked: int = 50 * _MEGABYTE
    rows: int = 20_000
    columns: int = 100
    parts: int = 1_000

    def take(self, rows: int, columns: int) -> None:
        """Raises Unreadable where a table has more than there is room for."""
        if rows > self.rows:
            raise Unreadable(f"has more than {self.rows:,} rows", f"send it in parts, {_ELSE}")
        if columns > self.columns:
            raise Unreadable(f"has more than {self.columns} columns", "leave out those that say nothing about projects")


ROOM = Room()


def look_into(data: bytes, room: Room) -> None:
    """Unpack every part of a workbook once. Raises Unreadable, and what broken archives raise."""
    with ZipFile(BytesIO(data)) as archive:
        parts = archive.infolist()
        if len(parts) > room.parts:
            raise Unreadable(f"has {len(parts):,} parts inside, and a workbook has dozens", "save it anew as .xlsx")
        left = room.unpacked
        for part in parts:
            if part.compress_type not in {ZIP_STORED, ZIP_DEFLATED}:
                raise Unreadable("is packed as no workbook is", "save it anew as .xlsx")
            left = _counted(archive, part, left, room)


def _counted(archive: ZipFile, part: ZipInfo, left: int, room: Room) -> int:
    """How many bytes are left once this part is unpacked."""
    is_markup = part.filename.lower().endswith(_MARKUP)
    with archive.open(part) as file:
        for piece, fresh in pieces(file):
            left -= fresh
            if left < 0:
                most = room.unpacked // _MEGABYTE
                raise Unreadable(f"unpacks to more than {most} MB", f"leave out sheets and pictures, {_ELSE}")
            if is_markup and any(one in piece for one in _DECLARED):
                raise Unreadable("declares a document type inside, which no workbook does", "save it anew as .xlsx")
    return left
