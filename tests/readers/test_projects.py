"""Is the project that a sentence speaks of recognised, and never one that it does not speak of?"""

import pytest

from readers.phrases import blocker
from readers.projects import match

KNOWN = [
    ("APOLLO", "Customer portal"),
    ("ORION", "Data warehouse"),
    ("IT", "Office move"),
    ("MERCURY", "Payments"),
    ("GEMINI-2", "Identity and access"),
    ("HELIOS", "Website"),
    ("ÄGIR", "Hafen"),
]


def meant(text: str) -> list[str]:
    words = blocker(text)
    return [code for code, _ in match(words.project_candidates, words.said, KNOWN)]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("waiting on the security review for APOLLO since Monday", ["APOLLO"]),
        ("apollo login is broken", ["APOLLO"]),
        ("for Apolo we need keys", ["APOLLO"]),
        ("for APPOLLO we need keys", ["APOLLO"]),
        ("the data warehouse is slow", ["ORION"]),
        ("the Data-Warehouse is slow", ["ORION"]),
        ("the dta warehouse is slow", ["ORION"]),
        ("payments are late", ["MERCURY"]),
        ("GEMINI-2 has no owner", ["GEMINI-2"]),
        ("ägir is late", ["ÄGIR"]),
        ("nothing from IT since Monday", ["IT"]),
        ("ORION-12 waits for the website", ["ORION", "HELIOS"]),
        ("need it by Friday", []),
        ("Gemini is down", []),
        ("portal is down", []),
        ("we eat onions for lunch", []),
        ("payment is late", []),
        ("waiting on the vendor's decision", []),
        ("pineapollo", []),
        ("", []),
    ],
)
def test_match(text: str, codes: list[str]) -> None:
    assert meant(text) == codes


def test_a_spelled_code_outweighs_a_name_and_a_slip() -> None:
    scored = match(["APOLLO", "Mercuri"], "for APOLLO, the data warehouse and Mercuri", KNOWN)
    assert [code for code, _ in scored] == ["APOLLO", "ORION", "MERCURY"]
    assert scored[0][1] == 100
    assert scored[-1][1] <= 90


def test_one_of_a_thousand() -> None:
    many = [(f"PRJ{number:04}", f"Renewal of line {number} in hall {number % 7}") for number in range(1000)]
    words = blocker("waiting for the crane in Hall Seven for PRJ0815 and PRJ 816 " * 40)
    found = match(words.project_candidates, words.said, many)
    assert found[0] == ("PRJ0815", 100.0)
