"""Do the screens of sent files say what is wrong in words that suit Slack, whatever the files hold?"""

import pytest

from ui import drops
from ui.drops import Change, Column, Found, Wrong


@pytest.mark.parametrize(
    ("right", "said"),
    [
        ('the first row names the columns: code,name; or say which one it is, such as --map "projects:Nr=code"', "the first row names the columns: code,name"),
        ('write YYYY-MM-DD; or leave the column as a note: --map "projects:Start=-"', "write YYYY-MM-DD"),
        ("say --dates day-first or --dates month-first", ""),
        ("say --decimal point or --decimal comma: which mark stands before the fraction", ""),
        ('give a workbook; or say what a file or sheet is, such as --sheet "x=projects"', "give a workbook"),
        ("leave the cell empty to keep what is there", "leave the cell empty to keep what is there"),
    ],
)  # fmt: skip
def test_nothing_of_the_command_line_is_said(right: str, said: str) -> None:
    told = drops.line(Wrong("projects", 2, "Start", "it is wrong", right, "dates"))
    assert told == f"projects:2:Start: it is wrong{', ' if said else ''}{said}"


def test_of_two_that_are_the_same_sheet_one_is_to_go() -> None:
    right = 'say which one is not meant, such as --sheet "b.csv=-"'
    assert drops.line(Wrong("", 0, "", "“a” and “b” are all projects", right)).endswith(", leave one of them out")


def test_a_large_one_fits_into_a_message() -> None:
    """What people call their files, columns and rows is theirs, and acts nowhere."""
    long = "<!channel> *Ω* & " * 400
    wrong = tuple(Wrong(long, row, long, long, long) for row in range(2_000))
    columns = tuple(Column("projects", long, "code") for _ in range(100))
    changes = tuple(Change(f"sheet{number}", 1, 1, 1) for number in range(12))
    names = [f"{long}{number}.csv" for number in range(10)]
    shown = [
        drops.problems(names, Found(wrong=wrong), "d"),
        drops.proposed(names, Found(changes=changes, columns=columns, remarks=(long,) * 200), "d"),
        drops.problems(
            names,
            Found(wrong=(Wrong("p", 2, "s", long, long, "dates"), Wrong("p", 2, "s", long, long, "decimal"))),
            "d",
        ),
        drops.refused(names, long),
        drops.not_yours(),
        drops.strange(names),
    ]
    for message in shown:
        assert "<!channel>" not in message.text
        assert message.blocks[0]["type"] == "section"
    assert len([one for one in shown[2].blocks if one["type"] == "actions"]) == 2
