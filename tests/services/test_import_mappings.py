"""Is what the columns of files were taken for known the next time, and does what somebody said outlive what was found?"""

import pytest

from models.store import Store
from readers.tables.choices import Choices, Remembered
from readers.tables.portfolio import read
from readers.tables.values import Portfolio
from services import import_mappings
from tests.conftest import add_workspace


def remember(store: Store, workspace: str, header: str, said: Choices | None = None) -> Remembered:
    found = read({"projects": header.encode() + b"\n"}, (), said or Choices())
    assert isinstance(found, Portfolio), found
    with store.write.begin() as session:
        import_mappings.remember(session, workspace, found.matches)
    with store.read.begin() as session:
        return import_mappings.remembered(session, workspace)


def test_what_was_found_is_kept_but_not_our_own_names(store: Store, workspace: str) -> None:
    kept = remember(store, workspace, "code,Name,Project  Owner,Bureau,Benfit")
    assert kept.found == {("projects", "project owner"): "manager", ("projects", "benfit"): "benefit"}
    assert kept.said == {}


def test_what_was_said_goes_before_what_was_found_and_stays(store: Store, workspace: str) -> None:
    remember(store, workspace, "code,Owner")
    said = Choices({("projects", "owner"): "sponsor", ("projects", "cost"): "-"})
    kept = remember(store, workspace, "code,Owner,Cost", said)
    assert kept == Remembered(said={("projects", "owner"): "sponsor", ("projects", "cost"): "-"})
    assert remember(store, workspace, "code,Owner,Cost", Choices(remembered=kept)) == kept
    assert remember(store, workspace, "code,Owner,Cost") == kept  # found anew, and still not what was said


def test_each_workspace_remembers_for_itself(store: Store, workspace: str) -> None:
    other = add_workspace(store, "T0OTHER")
    remember(store, workspace, "code,Owner")
    with store.read.begin() as session:
        assert import_mappings.remembered(session, other) == Remembered()


@pytest.mark.parametrize("header", ["code," + "x" * 5000, "code,Owner" + " of the project" * 20])
def test_a_header_that_is_too_long_is_not_kept(store: Store, workspace: str, header: str) -> None:
    assert remember(store, workspace, header) == Remembered()
