"""Does a draft hold every word of a sentence, with the names of those whom it mentions?"""

import pytest

from models.projects import Project
from readers import phrases
from readers.graphemes import size
from readers.sentences.titles import LENGTH
from services import blocker_drafts
from services.blocker_drafts import Draft
from tests.services.blocker_world import World
from ui.blocker_parts import TITLE_CHARACTERS
from ui.text import cut


def understood(world: World, text: str) -> Draft:
    with world.acting("Mia") as (session, actor):
        occasion = world.occasion()
        return blocker_drafts.understand(session, phrases.blocker(text), by=actor, at=occasion.at, wall=occasion.wall)


def test_the_form_takes_every_title_that_a_sentence_makes() -> None:
    assert LENGTH == TITLE_CHARACTERS


def test_what_fits_needs_no_second_copy(world: World) -> None:
    for text in ("no access to staging", "x" * LENGTH, "wait…", f"{'y' * (LENGTH - 20)} since Monday, by Friday"):
        assert understood(world, text).said is None, text


def test_what_does_not_fit_is_kept_with_the_words_that_were_understood(world: World) -> None:
    made = understood(world, f"since Monday <@U0BO> {'waits and waits ' * 60}for us & them")
    assert len(made.title) <= LENGTH
    assert made.title.endswith("…")
    assert made.said is not None
    assert made.said.startswith("since Monday @Bo waits and waits")
    assert made.said.endswith("for us & them")


def test_names_longer_than_their_ids_do_not_burst_the_title(world: World) -> None:
    world.person("Bartholomew Featherstonehaugh the Younger", slack_id="U0BIG")
    made = understood(world, f"{'x' * (LENGTH - 20)} with <@U0BIG> again")
    assert len(made.title) <= LENGTH
    assert made.said is not None
    assert made.said.endswith("with @Bartholomew Featherstonehaugh the Younger again")


def test_a_title_fits_the_form_however_slack_counts(world: World) -> None:
    made = understood(world, "🔥" * 400)
    assert size(made.title) <= TITLE_CHARACTERS
    assert made.said == "🔥" * 400
    assert cut(made.title, TITLE_CHARACTERS) == made.title


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("waiting on the security review for apollo", "Waiting on the security review"),
        ("waiting on the security review for apollo since Monday, need it by Friday", "Waiting on the security review"),
        ("no testers for Apollo, and nobody answers", "No testers, and nobody answers"),
        ("No budget For the project apollo!", "No budget!"),
        ("no access (for aPollo) to the logs", "No access to the logs"),
        ("for apollo: the API key expired", "The API key expired"),
        (
            "the licence for the patient   PORTAL is with legal for the Patient portal",
            "The licence for the patient PORTAL is with legal",
        ),
        ("budget for apollo is not approved for apollo", "Budget for apollo is not approved"),
        ("no licences for apollo users", "No licences for apollo users"),
        ("no licences for apollo.example users", "No licences for apollo.example users"),
        ("no licences for apollo-12", "No licences for apollo-12"),
        ("no testers for apollo, orion and vega", "No testers for apollo, orion and vega"),
        ("no testers for apollo and orion", "No testers for apollo and orion"),
        ("waiting for apollo", "Waiting for apollo"),
        ("nobody is responsible for apollo", "Nobody is responsible for apollo"),
        ("for apollo", "For apollo"),
        ("apollo: no test data", "Apollo: no test data"),
        (
            "no keys for orion, and the review for apollo is late",
            "No keys for orion, and the review for apollo is late",
        ),
        ("the GO project has no room for it", "The GO project has no room for it"),
        ("the GO project has no word from legal for go", "The GO project has no word from legal for go"),
        ("no APOLLO keys for apollo, for <@U0BO>", "No APOLLO keys"),
        ("the key of APOLLO is missing for UX", "The key of APOLLO is missing for UX"),
    ],
)
def test_the_clause_that_names_the_project_in_any_case_is_left_out(world: World, text: str, title: str) -> None:
    with world.store.write.begin() as session:
        for code, name in (("APOLLO", "Patient portal"), ("GO", "Go live"), ("ORION", "Data"), ("VEGA", "Check-in")):
            session.add(Project(workspace=world.workspace, code=code, name=name))
    made = understood(world, text)
    assert made.project_id is not None
    assert made.title == title


def test_what_only_looks_like_a_project_stays(world: World) -> None:
    world.project("ORION")
    assert understood(world, "no licences for apollo").title == "No licences for apollo"
    named = understood(world, "<#C0ORION|orion> has no licences for apollo")
    assert named.title.endswith("for apollo")


def test_nobody_helps_themselves(world: World) -> None:
    assert understood(world, "waiting for <@U0MIA> to sign").helper_id is None
    assert understood(world, "waiting for <@U0BO> to sign").helper_id == world.people["Bo"]


def test_no_more_than_a_sentence_is_read(world: World) -> None:
    made = understood(world, "word " * 10_000)
    assert made.said is not None
    assert len(made.said) <= 3000
