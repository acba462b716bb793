"""Which gestures are answered, by whom, and who may? Every command, button, form and event, on one screen."""

from handlers import blocker_forms, blocker_submissions, blockers, home, people, pmo, settings, threads
from handlers.routes import Kind, Route
from services.permissions import Permission as May
from ui import blocker_forms as forms
from ui import blocker_parts as parts
from ui import blocker_report_form as report_form
from ui import settings as set_up

MESSAGE_SHORTCUT = "blockers.report_message"

ROUTES: tuple[Route, ...] = (
    Route(
        Kind.COMMAND,
        "/blocked",
        blockers.command,
        May.BLOCKERS_REPORT,
        title="Report something that stops your work and needs somebody else",
        hint="[what you wait for] | B-12 | list | help",
    ),
    Route(Kind.COMMAND, "/pmo", pmo.command, May.HELP, title="What Clearway can do", hint="help | blockers [project]"),
    Route(
        Kind.MESSAGE_SHORTCUT,
        MESSAGE_SHORTCUT,
        blocker_forms.open_from_message,
        May.BLOCKERS_REPORT,
        title="Report as blocker",
        hint="Make a blocker of this message, with its link and picture",
    ),
    # Buttons
    Route(Kind.ACTION, parts.REPORT, blocker_forms.open_report, May.BLOCKERS_REPORT),
    Route(Kind.ACTION, parts.ACKNOWLEDGE, blockers.acknowledge, May.BLOCKERS_WORK),
    Route(Kind.ACTION, parts.START, blockers.start, May.BLOCKERS_WORK),
    Route(Kind.ACTION, parts.CLEAR, blocker_forms.open_clear, May.BLOCKERS_WORK),
    Route(Kind.ACTION, parts.COMMENT, blocker_forms.open_comment, May.BLOCKERS_WORK),
    Route(Kind.ACTION, parts.HAND_OVER, blocker_forms.open_hand_over, May.BLOCKERS_WORK),
    Route(Kind.ACTION, parts.EDIT, blocker_forms.open_edit, May.BLOCKERS_WORK),
    Route(Kind.ACTION, parts.WITHDRAW, blockers.withdraw, May.BLOCKERS_WORK),
    Route(Kind.ACTION, parts.HISTORY, blocker_forms.open_history, May.BLOCKERS_READ),
    Route(Kind.ACTION, parts.SHOW, blocker_forms.open_show, May.BLOCKERS_READ),
    Route(Kind.ACTION, parts.UNDO, blockers.undo, May.BLOCKERS_WORK),
    Route(Kind.ACTION, parts.SAME_THING, blockers.same_thing, May.BLOCKERS_WORK),
    Route(Kind.ACTION, parts.MORE, blockers.more, May.BLOCKERS_WORK),
    Route(Kind.ACTION, set_up.CHANNEL, settings.open_channel, May.SETTINGS_CHANGE),
    Route(Kind.ACTION, set_up.CALENDAR, settings.open_calendar, May.SETTINGS_CHANGE),
    Route(Kind.ACTION, set_up.OFFICE, settings.open_office, May.SETTINGS_CHANGE),
    # Forms
    Route(Kind.VIEW, report_form.REPORT_FORM, blocker_submissions.report, May.BLOCKERS_REPORT),
    Route(Kind.VIEW, report_form.EDIT_FORM, blocker_submissions.edit, May.BLOCKERS_WORK),
    Route(Kind.VIEW, forms.CLEAR_FORM, blocker_submissions.clear, May.BLOCKERS_WORK),
    Route(Kind.VIEW, forms.COMMENT_FORM, blocker_submissions.comment, May.BLOCKERS_WORK),
    Route(Kind.VIEW, forms.HAND_OVER_FORM, blocker_submissions.hand_over, May.BLOCKERS_WORK),
    Route(Kind.VIEW, forms.LINKS_FORM, blocker_submissions.link, May.BLOCKERS_WORK),
    Route(Kind.VIEW, forms.DUPLICATE_FORM, blocker_submissions.merge, May.BLOCKERS_WORK),
    Route(Kind.VIEW, set_up.CHANNEL, settings.save_channel, May.SETTINGS_CHANGE),
    Route(Kind.VIEW, set_up.CALENDAR, settings.save_calendar, May.SETTINGS_CHANGE),
    Route(Kind.VIEW, set_up.OFFICE, settings.save_office, May.SETTINGS_CHANGE),
    # Events
    Route(Kind.EVENT, "app_home_opened", home.opened, May.NOBODY),
    Route(Kind.EVENT, "team_join", people.changed, May.NOBODY, scopes=("users:read",)),
    Route(Kind.EVENT, "user_change", people.changed, May.NOBODY, scopes=("users:read",)),
    Route(Kind.EVENT, "message.channels", threads.said, May.BLOCKERS_WORK, scopes=("channels:history",), optional=True),
    Route(Kind.EVENT, "message.groups", threads.said, May.BLOCKERS_WORK, scopes=("groups:history",), optional=True),
)
