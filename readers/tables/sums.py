"""Is the last row of a table the sum of those above it, and nothing of its own?"""

from collections.abc import Sequence

from readers.tables.amounts import amount
from readers.tables.headers import Header

_SUMS = frozenset({"total", "totals", "sum", "grand total", "overall total", "gesamt", "summe", "somme", "suma"})


def last_sum(records: Sequence[Sequence[str]], head: Header) -> int:
    """The row (from 1) of a last row that says "Total" and amounts, and no more; 0 where there is none."""
    row = next((at for at in range(len(records), head.row, -1) if any(map(str.strip, records[at - 1]))), 0)
    filled = [text.strip() for text in records[row - 1] if text.strip()] if row else []
    said = bool(filled) and filled[0].rstrip(":").casefold() in _SUMS
    return row if said and len(filled) > 1 and all(amount(text) for text in filled[1:]) else 0
