"""Which screens are there of files that are sent to be imported, each with a believable example?"""

from collections.abc import Iterator

from bot.cli.gallery_screens import Screen, message_screen
from ui import drops, files
from ui.drops import Change, Column, Found, Wrong
from ui.words import Commands

BOOK = ["Portfolio 2026.xlsx"]
SHEETS = ["people.csv", "projects.csv"]
FOUND = Found(
    changes=(Change("people", 3, 1, 27), Change("projects", 2, 4, 3), Change("allocations", 41, 0, 12)),
    columns=(
        Column("projects", "Project ID", "code"),
        Column("projects", "Project manager", "manager"),
        Column("projects", "End date", "finish"),
        Column("projects", "Whole Life Cost (£m)", "budget"),
    ),
    remarks=(
        "projects: the column “RAG” is unknown; it is kept as a note",
        "projects: its amounts are in GBP; Clearway keeps the numbers only",
        "in “End date”, 03/04/2027 was taken for 3 April 2027, as other cells tell",
    ),
)
WRONG = Found(
    wrong=(
        Wrong("people", 4, "zone", "“Europe/Londn” is not a time zone", "write one such as Europe/London"),
        Wrong("projects", 7, "End date", "“soon” is not a date", "write YYYY-MM-DD, such as 2026-11-30"),
        Wrong("projects", 9, "manager", "nobody has the address ana@fernwood-health.example", "add them to people"),
    )
)
ASKED = Found(
    wrong=(Wrong("projects", 2, "Start", "“03/04/2026” may be 3 April 2026 or March 4, 2026", "say which", "dates"),)
)
MANY = Found(wrong=tuple(Wrong("skills", row, "level", "“9” is no level", "write 1 to 5") for row in range(2, 40)))


def screens() -> Iterator[Screen]:
    yield message_screen("import-help", files.help_message(Commands()), "`/pmo import`, to the PMO.")
    yield message_screen("import-reading", drops.reading(BOOK), "Under a file that somebody of the PMO sent, at once.")
    yield message_screen(
        "import-comparing", drops.reading(BOOK, 0.4), "The same message, while a large one is compared."
    )
    yield message_screen("import-proposed", drops.proposed(BOOK, FOUND, "d"), "The same message: what would change.")
    yield message_screen("import-nothing", drops.proposed(BOOK, Found(), "d"), "Where it says what is stored already.")
    yield message_screen("import-problems", drops.problems(SHEETS, WRONG, "d"), "Where something has to be put right.")
    yield message_screen(
        "import-many-problems", drops.problems(["skills.csv"], MANY, "d"), "With all of them in a file."
    )
    yield message_screen("import-question", drops.problems(BOOK, ASKED, "d"), "Where dates may be read in two ways.")
    yield message_screen("import-applying", drops.applying(BOOK), "After *Apply*.")
    yield message_screen("import-applied", drops.applied(BOOK, FOUND, "<@U0NORA>"), "Once it is done.")
    yield message_screen("import-discarded", drops.discarded(BOOK), "After *Discard*.")
    yield message_screen("import-expired", drops.expired(BOOK), "After a day in which nobody pressed anything.")
    why = "It is larger than 5 MB. Leave out what is not needed, or send it in parts."
    yield message_screen("import-refused", drops.refused(BOOK, why), "Where it could not be fetched.")
    yield message_screen("import-not-yours", drops.not_yours(), "Under a file of somebody who is not of the PMO.")
    yield message_screen("import-strange", drops.strange(["team photo.png"]), "Under a file that is no table.")
    yield message_screen(
        "export-refused", files.refused("portfolio.xlsx", "file_uploads_disabled"), "Where Slack takes no file."
    )
