"""Does a draft hold every word of a sentence, with the names of those whom it mentions?"""

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


def test_nobody_helps_themselves(world: World) -> None:
    assert understood(world, "waiting for <@U0MIA> to sign").helper_id is None
    assert understood(world, "waiting for <@U0BO> to sign").helper_id == world.people["Bo"]


def test_no_more_than_a_sentence_is_read(world: World) -> None:
    made = understood(world, "word " * 10_000)
    assert made.said is not None
    assert len(made.said) <= 3000
