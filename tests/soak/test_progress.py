"""Does a stopped run go on where it was, and does its result replace the one before it?"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from random import Random

import pytest

from tests.soak import proof
from tests.soak.findings import Findings, Round
from tests.soak.progress import Progress, resumed, run
from tests.soak.rows import Row


@contextmanager
def dice(_: Path) -> Iterator[Round]:
    def throw(number: int, chance: Random) -> Findings:
        found = Findings()
        found.count("throws", 2)
        found.count("eyes", chance.randint(1, 6))
        found.most("round", number)
        found.never("seven", ["seven"] * (number == 3))
        return found

    yield throw


DICE = Row("dice", "throws", 2, 10, dice)


def test_a_stopped_run_goes_on_and_ends_as_one_that_was_not_stopped(tmp_path: Path) -> None:
    whole = run(DICE, Progress("d", 7), 10, tmp_path)
    file = tmp_path / "soak" / "d.json"

    def stop(now: Progress) -> None:
        now.save(file)
        if now.rounds == 2:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run(DICE, Progress("d", 7), 10, tmp_path, stop)
    later = run(DICE, resumed(file, "d", 7, 10), 10, tmp_path)
    assert (later.units, later.rounds, later.findings) == (10, 5, whole.findings)
    assert later.findings.broken == ["seven: seven"]


def test_another_seed_or_a_run_at_its_end_begins_anew(tmp_path: Path) -> None:
    file = tmp_path / "d.json"
    run(DICE, Progress("d", 7), 10, tmp_path, lambda now: now.save(file))
    assert resumed(file, "d", 8, 20).units == 0
    assert resumed(file, "d", 7, 10).units == 0
    assert resumed(file, "d", 7, 20).units == 10


def test_a_result_takes_the_place_of_the_one_before_it(tmp_path: Path) -> None:
    page = tmp_path / "proof.md"
    page.write_text(f"# Proof\n\n{proof.HEAD}\n|---|---|---|---|---|---|\n\nThe end.\n")
    for row, units in (("3a", 1_000), ("1b", 5), ("3a", 50_000)):
        proof.written(Progress(row, 1, units), page)
    lines = page.read_text().splitlines()
    assert [line[:6] for line in lines if line.startswith(("| 1b", "| 3a"))] == ["| 1b |", "| 3a |"]
    assert "50,000 sends" in lines[5]
    assert lines[-1] == "The end."
