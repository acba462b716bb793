"""Are sentences as developers, designers and project managers write them understood as far as they can be?"""

from dataclasses import dataclass, fields
from decimal import Decimal

import pytest

from readers.phrases import BlockerWords, blocker, number, subcommand


@dataclass(frozen=True)
class Means:
    """What a sentence means; only what differs from "nothing understood" is written down."""

    title: str
    since: str | None = None
    needed_by: str | None = None
    helper: str | None = None
    on_behalf_of: str | None = None
    project_said: str | None = None
    cause: str | None = None
    hours_per_week: Decimal | None = None


SENTENCES: dict[str, Means] = {
    "waiting on the security review for APOLLO since Monday, need it by Friday": Means(
        "Waiting on the security review", "since Monday", "by Friday", project_said="APOLLO", cause="team"
    ),
    "waiting on the security review for APOLLO since Monday and need it by Friday please": Means(
        "Waiting on the security review", "since Monday", "by Friday", project_said="APOLLO", cause="team"
    ),
    "for <@U3|bo>: cannot log in to Jira since yesterday": Means(
        "Cannot log in to Jira", "since yesterday", on_behalf_of="U3", cause="access"
    ),
    "login broken for <@U3|bo> since Monday": Means("Login broken", "since Monday", on_behalf_of="U3", cause="access"),
    "Login broken for <@U3|bo>.": Means("Login broken", on_behalf_of="U3", cause="access"),
    "filed on behalf of <@U3>: laptop is missing": Means("Laptop is missing", on_behalf_of="U3"),
    "waiting on <@U2|ana> for the API keys, needed by 24 Dec": Means(
        "Waiting on @ana for the API keys", None, "by 24 Dec", helper="U2", cause="access"
    ),
    "waiting for <@U2|ana>": Means("Waiting for @ana", helper="U2", cause="person"),
    "need <@U2> to approve the budget for the Data Warehouse by Friday 5 pm": Means(
        "Need @U2 to approve the budget for the Data Warehouse", None, "by Friday 5 pm", helper="U2", cause="decision"
    ),
    "on <@U2|ana>'s review since Monday": Means(
        "Blocked on @ana's review", "since Monday", helper="U2", cause="person"
    ),
    "missing the figures from <@U2|ana> for <@U3|bo>": Means(
        "Missing the figures from @ana", helper="U2", on_behalf_of="U3", cause="person"
    ),
    "Need sign-off from <@U2|ana> on the contract (for <@U3|bo>), latest Friday": Means(
        "Need sign-off from @ana on the contract",
        None,
        "latest Friday",
        helper="U2",
        on_behalf_of="U3",
        cause="decision",
    ),
    "can't get into <https://jira.example.com|Jira>, ask <@U9|Mário>": Means(
        "Can't get into Jira, ask @Mário", helper="U9", cause="access"
    ),
    "<@U9|mario> must merge the release branch": Means(
        "@mario must merge the release branch", helper="U9", cause="person"
    ),
    "staging is down, 16 h a week stand still": Means(
        "Staging is down", cause="environment", hours_per_week=Decimal(16)
    ),
    "we lose about 12,5 hours per week because the test environment is unreachable": Means(
        "Blocked because the test environment is unreachable", cause="environment", hours_per_week=Decimal("12.5")
    ),
    "Build server offline since 9:30 - 40h/week lost": Means(
        "Build server offline", "since 9:30", cause="environment", hours_per_week=Decimal(40)
    ),
    "need a backend developer 16 h a week from 5 Jan": Means(
        "Need a backend developer 16 h a week from 5 Jan", cause="person"
    ),
    "by the security review": Means("Blocked by the security review", cause="team"),
    "because nobody knows the legacy importer": Means(
        "Blocked because nobody knows the legacy importer", cause="person"
    ),
    "Still no reply from <@U2> since 2 days ago re: ORION budget; must be approved by Friday EOD!": Means(
        "Still no reply from @U2 re: ORION budget!", "since 2 days ago", "by Friday EOD", helper="U2", cause="decision"
    ),
    "staging DB is down since 10:15, need it up by noon": Means(
        "Staging DB is down", "since 10:15", "by noon", cause="environment"
    ),
    "waiting on Anna-Lena Weiß for UX input since wed": Means(
        "Waiting on Anna-Lena Weiß for UX input", "since wed", cause="person"
    ),
    "<@U2> is on leave until Monday, nobody else can merge": Means(
        "@U2 is on leave until Monday, nobody else can merge", helper="U2", cause="person"
    ),
    "need it by Friday": Means("Need it", None, "by Friday"),
    "since Monday": Means("Since Monday", "since Monday"),
    "": Means(""),
    "no access to the production logs for ORION-12": Means(
        "No access to the production logs for ORION-12", cause="access"
    ),
    "waiting for VPN access for APOLLO": Means("Waiting for VPN access", project_said="APOLLO", cause="access"),
    "my account is locked since this morning": Means("My account is locked", "since this morning", cause="access"),
    "Figma licence expired yesterday": Means("Figma licence expired", "yesterday", cause="access"),
    "need write permission on the terraform repo, due tomorrow": Means(
        "Need write permission on the terraform repo", None, "due tomorrow", cause="access"
    ),
    "We need a decision on the vendor for the Customer Portal by end of month.": Means(
        "We need a decision on the vendor for the Customer Portal", None, "by end of month", cause="decision"
    ),
    "go/no-go for the pilot still open, must be decided by 2026-12-01": Means(
        "go/no-go for the pilot still open", None, "by 2026-12-01", cause="decision"
    ),
    "Waiting for budget approval for two weeks": Means(
        "Waiting for budget approval", "for two weeks", cause="decision"
    ),
    "waiting on sign off for scope change, deadline is 24 Dec": Means(
        "Waiting on sign off for scope change", None, "deadline is 24 Dec", cause="decision"
    ),
    "the supplier hasn't delivered the sensors for a week now": Means(
        "The supplier hasn't delivered the sensors", "for a week now", cause="vendor"
    ),
    "The vendor said yesterday that it ships late": Means(
        "The vendor said yesterday that it ships late", cause="vendor"
    ),
    "contractor left 3 days ago, handover missing": Means(
        "Contractor left, handover missing", "3 days ago", cause="vendor"
    ),
    "Legal hasn't answered about the DPA with https://example.com/a/2026-12-24 since 3 Nov": Means(
        "Legal hasn't answered about the DPA with https://example.com/a/2026-12-24", "since 3 Nov", cause="legal"
    ),
    "waiting for privacy review of the tracking pixel in APOLLO, needed before next Tue": Means(
        "Waiting for privacy review of the tracking pixel",
        None,
        "before next Tue",
        project_said="APOLLO",
        cause="legal",
    ),
    "NDA with Müller GmbH not signed since 12/10/2026": Means(
        "NDA with Müller GmbH not signed since 12/10/2026", cause="legal"
    ),
    "waiting for DPA": Means("Waiting for DPA", cause="legal"),
    "CI is red since 9:30, nobody can merge": Means("CI is red, nobody can merge", "since 9:30", cause="environment"),
    "The build broke yesterday.": Means("The build broke", "yesterday", cause="environment"),
    "iOS build fails since Monday": Means("iOS build fails", "since Monday", cause="environment"),
    "e2e pipeline flaky since last week, we need it back by EOD Friday": Means(
        "e2e pipeline flaky", "since last week", "by EOD Friday", cause="environment"
    ),
    "`deploy` fails with `2026-11-20T10:00:00` in the log since Tuesday": Means(
        "`deploy` fails with `2026-11-20T10:00:00` in the log", "since Tuesday"
    ),
    "blocked since two weeks by missing approval from finance, needs to be fixed before Friday": Means(
        "Blocked by missing approval from finance", "since two weeks", "before Friday", cause="decision"
    ),
    "waiting on the platform team since Oct 30": Means("Waiting on the platform team", "since Oct 30", cause="team"),
    "Design review of the checkout for project Phoenix is overdue": Means(
        "Design review of the checkout for project Phoenix is overdue", cause="team"
    ),
    "waiting on procurement since last Tuesday": Means("Waiting on procurement", "since last Tuesday", cause="team"),
    "my PR needs a code review by tomorrow noon": Means(
        "My PR needs a code review", None, "by tomorrow noon", cause="team"
    ),
    "stuck on APOLLO": Means("Stuck on APOLLO"),
    "the Apollo project needs a UX designer by next week": Means(
        "The Apollo project needs a UX designer", None, "by next week", cause="person"
    ),
    "nobody who knows COBOL, need somebody within two weeks": Means(
        "Nobody who knows COBOL, need somebody", None, "within two weeks", cause="person"
    ),
    "waiting for Zoë to answer since last Tuesday and we need it by EOD tomorrow": Means(
        "Waiting for Zoë to answer", "since last Tuesday", "by EOD tomorrow", cause="person"
    ),
    "waiting on Łukasz Żółty since Thu": Means("Waiting on Łukasz Żółty", "since Thu", cause="person"),
    "waiting on Thu for the mock-ups": Means("Waiting on Thu for the mock-ups", cause="person"),
    "Nguyễn Thị Hương is waiting for the icons, needed on 2026-12-24": Means(
        "Nguyễn Thị Hương is waiting for the icons", None, "on 2026-12-24"
    ),
    "need the API keys tomorrow": Means("Need the API keys", None, "tomorrow", cause="access"),
    "need a designer for two days": Means("Need a designer for two days", cause="person"),
    "may I have access by Monday?": Means("May I have access?", None, "by Monday", cause="access"),
    "Waiting for new laptop; needed on 2026-12-24": Means("Waiting for new laptop", None, "on 2026-12-24"),
    "<#C12|apollo-dev> has no owner, <!here> please help": Means("#apollo-dev has no owner, @here please help"),
    "printer on 3rd floor jammed": Means("Printer on 3rd floor jammed"),
    "Texts for the landing page are missing in German &amp; French, need them by Wed": Means(
        "Texts for the landing page are missing in German & French", None, "by Wed"
    ),
    "kickoff moved to Friday's steering committee": Means(
        "Kickoff moved to Friday's steering committee", cause="decision"
    ),
    "необходим доступ к серверу since Monday": Means("Необходим доступ к серверу", "since Monday"),
    "العمل متوقف since Monday, need it by Friday": Means("العمل متوقف", "since Monday", "by Friday"),
    "等待安全审查 by Friday": Means("等待安全审查", None, "by Friday"),
    "🔥🔥🔥": Means("🔥🔥🔥"),
    "\u202egnp.exe\u202c cannot be opened\x00": Means("gnp.exe cannot be opened"),
}


def meaning(words: BlockerWords) -> dict[str, object]:
    shown = {field.name: getattr(words, field.name) for field in fields(Means)}
    return shown | {name: shown[name].said if shown[name] else None for name in ("since", "needed_by")}


def test_there_are_enough_examples() -> None:
    assert len(SENTENCES) >= 60


@pytest.mark.parametrize("text", SENTENCES)
def test_sentence(text: str) -> None:
    expected = SENTENCES[text]
    assert meaning(blocker(text)) == {field.name: getattr(expected, field.name) for field in fields(Means)}


def test_what_it_points_to() -> None:
    words = blocker("ask <@U1|a> or <@U2> or <@U1> in <#C1|x> (<https://a.example/p|plan>, https://b.example/q).")
    assert words.mentions == ("U1", "U2")
    assert words.channels == ("C1",)
    assert words.links == ("https://a.example/p", "https://b.example/q")
    assert words.said == "ask @a or @U2 or @U1 in #x (plan, https://b.example/q)."


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("list", ("list", "")),
        ("  LIST ", ("list", "")),
        ("list of servers is missing", ("", "list of servers is missing")),
        ("show B-12", ("show", "B-12")),
        ("help", ("help", "")),
        ("help?", ("help", "")),
        ("List.", ("list", "")),
        ("helpless", ("", "helpless")),
        ("?", ("", "?")),
        ("", ("", "")),
        ("\x00show\n<@U1>", ("show", "<@U1>")),
    ],
)
def test_subcommand(text: str, parts: tuple[str, str]) -> None:
    assert subcommand(text, {"show"}, alone={"list", "help"}) == parts


@pytest.mark.parametrize("text", ["B-12", "b12", " 12 ", "b - 12", "B-12."])
def test_a_number_is_one_blocker(text: str) -> None:
    assert number(text) == 12


@pytest.mark.parametrize(
    "text", ["", "B-", "B-12 is stuck", "12 servers", "-12", "1e3", "٣", "B-1234567890", "b\x0012x"]
)
def test_anything_more_is_a_sentence(text: str) -> None:
    assert number(text) is None
