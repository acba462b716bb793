"""Which pictures does somebody see beside the words that say the same?"""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from models.people import Person
from notices.occasions import Occasion
from planning.load import WeekLoad
from services import pictures
from ui.charts import load
from ui.kit import Block, image


def home_picture(session: Session, person: Person, loads: Sequence[WeekLoad], occasion: Occasion) -> Block | None:
    """The person's next weeks as a picture, where Slack holds it; else None, and their Home is drawn again with it.

    It writes: the session has to be one that may. What it says has to stand beside it in words.
    """
    if not loads:
        return None
    file = pictures.file_of(session, person, load.KIND, load.facts(loads), wall=occasion.wall)
    return image(file, load.alt(loads)) if file is not None else None
