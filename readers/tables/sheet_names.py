"""Which of our sheets does the name of a file, or of a sheet in a workbook, mean?

What somebody said wins, then our own name, then one that says the same with other words ("Project list 2026").
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from readers.tables.choices import NOTE, NOTES, folded
from readers.tables.columns import words
from readers.tables.synonyms import sheet_names
from readers.tables.values import Problem

_FILLING = frozenset(
    {"list", "sheet", "table", "export", "data", "register", "overview", "master", "copy", "final", "current"}
    | {"all", "our", "my", "the", "of", "per", "by", "csv", "xlsx"}
)
_FILE = re.compile(r"\.(?:csv|tsv|txt)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Named:
    """Which name stands for which of our sheets, and what is wrong with what was said of them."""

    sheets: Mapping[str, str]  # ours → the name
    kept: tuple[str, ...]  # names of tables whose rows become notes
    remarks: tuple[str, ...]
    problems: tuple[Problem, ...]


def named(names: Iterable[str], known: Sequence[str], said: Mapping[str, str]) -> Named:
    """What the names mean. known: our sheets; said: ours (or NOTE) by folded name, with a file's ending or without."""
    there = list(names)
    found: dict[str, str] = {}
    kept: list[str] = []
    loose: defaultdict[str, list[str]] = defaultdict(list)
    problems = list(_unmet(there, known, said))
    for name in there:
        answer = said.get(folded(name), said.get(folded(bare(name))))
        if answer == NOTES:
            kept.append(name)
        elif answer in known and answer in found:
            problems.append(_twice(str(answer), [found[answer], name]))
        elif answer in known:
            found[str(answer)] = name
        elif answer is None and (meant := _meant(name, known)):
            loose[meant].append(name)
    for sheet, these in loose.items():
        own = [name for name in these if folded(bare(name)) == sheet]
        if sheet not in found and len(these) > 1 and not own:
            problems.append(_twice(sheet, these))
        found.setdefault(sheet, (own or these)[0])
    remarks = [f"“{name}” was taken for {sheet}" for sheet, name in found.items() if folded(bare(name)) != sheet]
    sheets = {sheet: found[sheet] for sheet in known if sheet in found}
    return Named(sheets, tuple(kept), tuple(remarks), tuple(problems))


def bare(name: str) -> str:
    """A file's name without its ending; the name of a sheet has none."""
    return _FILE.sub("", name)


def _meant(name: str, known: Sequence[str]) -> str | None:
    said = {word for word in words(bare(name)) if word not in _FILLING and not word.isdigit()}
    for sheet in known:
        if any(said == set(words(one)) for one in (sheet, *sheet_names(sheet))):
            return sheet
    return None


def _twice(sheet: str, names: Sequence[str]) -> Problem:
    wrong = f"{' and '.join(f'“{name}”' for name in names)} are all {sheet}"
    return Problem("", 0, "", wrong, f'say which one is not meant, such as --sheet "{names[-1]}={NOTE}"')


def _unmet(names: Sequence[str], known: Sequence[str], said: Mapping[str, str]) -> Iterable[Problem]:
    there = {folded(name) for name in names} | {folded(bare(name)) for name in names}
    for name, sheet in said.items():
        if name not in there:
            listed = ", ".join(names[:20]) or "none"
            yield Problem("", 0, "", f"there is no file or sheet “{name}”", f"write one of those there: {listed}")
        elif sheet not in {NOTE, NOTES, *known}:
            yield Problem(
                "", 0, "", f"“{sheet}” is no sheet of a portfolio", f"write one of: {', '.join(known)}, {NOTES}"
            )
