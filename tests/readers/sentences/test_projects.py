"""Which words of a sentence are taken for a project's?"""

import pytest

from readers.phrases import blocker


@pytest.mark.parametrize(
    ("text", "candidates"),
    [
        ("waiting on the security review for APOLLO since Monday", ("APOLLO",)),
        ("no access for ORION-12", ("ORION", "ORION-12")),
        ("review of project phoenix is late", ("phoenix",)),
        ("the Apollo project is stuck", ("Apollo",)),
        ("approve the budget for the Data Warehouse by Friday", ("Data Warehouse",)),
        ("blocked in Customer Portal and on ORION", ("Customer Portal", "ORION")),
        ("need it by EOD", ()),
        ("see https://example.com/APOLLO and ANA@EXAMPLE.COM", ()),
        ("for <@U1|ANA> only", ()),
        ("on Monday for December", ()),
    ],
)
def test_project_candidates(text: str, candidates: tuple[str, ...]) -> None:
    assert blocker(text).project_candidates == candidates


def test_without_its_project_the_title_can_keep_the_words() -> None:
    words = blocker("waiting on the security review for UX since Monday")
    assert words.title == "Waiting on the security review"
    assert words.title_with_project == "Waiting on the security review for UX"
