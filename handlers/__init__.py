"""Which gestures are answered, by whom, and who may? Every command, button, form and event, on one screen."""

from handlers import (
    attention,
    availability,
    availability_forms,
    availability_skills,
    blocker_forms,
    blocker_submissions,
    blockers,
    bookings,
    checkin_series,
    checkins,
    drops,
    home,
    ladders,
    leavers,
    people,
    people_pages,
    personal_data,
    pmo,
    projects,
    settings,
    skill_merges,
    teams,
    threads,
)
from handlers.routes import Kind, Route
from services.permissions import Permission as May
from ui import attention as asks
from ui import availability as hours
from ui import availability_forms as hours_forms
from ui import availability_skills as skill_screens
from ui import blocker_forms as forms
from ui import blocker_parts as parts
from ui import blocker_report_form as report_form
from ui import bookings as booked
from ui import checkin_series as series_page
from ui import checkins as checkin
from ui import drops as dropped
from ui import ladder as ladder_screens
from ui import leavers as leaver
from ui import people as persons
from ui import personal_data as own_data
from ui import project_forms
from ui import projects as project_screens
from ui import settings as set_up
from ui import skill_merges as skill_page
from ui import teams as team_page

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
    Route(
        Kind.COMMAND,
        "/pmo",
        pmo.command,
        May.HELP,
        title="What Clearway can do",
        hint="help | blockers [project] | projects [code] | priorities | goals | people | teams | import | export",
    ),
    Route(
        Kind.COMMAND,
        "/availability",
        availability.command,
        May.AVAILABILITY_SET,
        title="Say when you are off, how much you work, and what you can do",
        hint="off 24 Dec to 2 Jan | 60% from 1 Feb | skills … | list | help",
    ),
    Route(
        Kind.COMMAND,
        "/capacity",
        bookings.command,
        May.PORTFOLIO_PLAN,
        title="Book somebody on a project, extend it, cut it, end it",
        hint="@Ana 20 h on APOLLO until March | extend … | cut … | end … | help",
    ),
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
    Route(Kind.ACTION, ladder_screens.AGREE, ladders.agree, May.BLOCKERS_WORK),
    Route(Kind.ACTION, ladder_screens.HOLD, ladders.open_hold, May.BLOCKERS_WORK),
    Route(Kind.ACTION, set_up.CHANNEL, settings.open_channel, May.SETTINGS_CHANGE),
    Route(Kind.ACTION, set_up.CALENDAR, settings.open_calendar, May.SETTINGS_CHANGE),
    Route(Kind.ACTION, set_up.OFFICE, settings.open_office, May.SETTINGS_CHANGE),
    Route(Kind.ACTION, persons.SHOW, people_pages.show, May.PEOPLE_LEAD),
    Route(Kind.ACTION, persons.CONFIRM, people_pages.confirm, May.PEOPLE_LEAD),
    Route(Kind.ACTION, team_page.OPEN, teams.open_form, May.PEOPLE_LEAD),
    Route(Kind.ACTION, leaver.CHOOSE, leavers.choose, May.PEOPLE_LEAD),
    Route(Kind.ACTION, leaver.HAND_OVER, leavers.hand_over, May.PEOPLE_LEAD),
    Route(Kind.ACTION, skill_page.OPEN, skill_merges.open_form, May.SKILLS_MERGE),
    Route(Kind.ACTION, hours.OFF, availability_forms.open_off, May.AVAILABILITY_SET),
    Route(Kind.ACTION, hours.WEEK, availability_forms.open_week, May.AVAILABILITY_SET),
    Route(Kind.ACTION, hours.SKILLS, availability_forms.open_skills, May.AVAILABILITY_SET),
    Route(Kind.ACTION, hours.LIST, availability.show, May.AVAILABILITY_SET),
    Route(Kind.ACTION, hours.REMOVE, availability.remove, May.AVAILABILITY_SET),
    Route(Kind.ACTION, hours.BACK, availability.im_back, May.AVAILABILITY_SET),
    Route(Kind.ACTION, hours.UNDO, availability.undo, May.AVAILABILITY_SET),
    *(Route(Kind.ACTION, choice, availability.choose, May.AVAILABILITY_SET) for choice in hours.CHOICES),
    Route(Kind.ACTION, skill_screens.SKILL_IS, availability_skills.is_that, May.AVAILABILITY_SET),
    Route(Kind.ACTION, skill_screens.SKILL_NEW, availability_skills.is_new, May.AVAILABILITY_SET),
    Route(Kind.ACTION, checkin.ALL_CLEAR, checkins.all_clear, May.CHECKINS_ANSWER),
    Route(Kind.ACTION, checkin.WORDS, checkins.open_words, May.CHECKINS_ANSWER),
    Route(Kind.ACTION, checkin.IN_MY_WAY, checkins.open_blocker, May.CHECKINS_ANSWER),
    Route(Kind.ACTION, checkin.CHANGE, checkins.change, May.CHECKINS_ANSWER),
    Route(Kind.ACTION, checkin.LESS_OFTEN, checkins.less_often, May.CHECKINS_ANSWER),
    Route(Kind.ACTION, checkin.FREQUENCY, checkins.choose, May.CHECKINS_ANSWER),
    Route(Kind.ACTION, series_page.OPEN, checkin_series.open_form, May.CHECKINS_LEAD),
    Route(Kind.ACTION, series_page.REMOVE, checkin_series.remove, May.CHECKINS_LEAD),
    Route(Kind.ACTION, project_screens.OPEN, projects.show, May.PORTFOLIO_READ),
    Route(Kind.ACTION, project_screens.EDIT, projects.open_form, May.PORTFOLIO_PLAN),
    Route(Kind.ACTION, project_screens.TURN, projects.open_turn, May.PORTFOLIO_PLAN),
    Route(Kind.ACTION, project_screens.UNDO, projects.undo, May.PORTFOLIO_PLAN),
    Route(Kind.ACTION, booked.UNDO, bookings.undo, May.PORTFOLIO_PLAN),
    Route(Kind.ACTION, dropped.APPLY, drops.apply, May.PORTFOLIO_MANAGE),
    Route(Kind.ACTION, dropped.DISCARD, drops.discard, May.PORTFOLIO_MANAGE),
    *(Route(Kind.ACTION, choice, drops.answer, May.PORTFOLIO_MANAGE) for choice in dropped.ANSWERS),
    Route(Kind.ACTION, asks.HOUR, attention.choose_hour, May.ATTENTION_CHOOSE),
    Route(Kind.ACTION, asks.DIGEST, attention.choose_digest, May.DIGEST_READ),
    # Forms
    Route(Kind.VIEW, report_form.REPORT_FORM, blocker_submissions.report, May.BLOCKERS_REPORT),
    Route(Kind.VIEW, report_form.EDIT_FORM, blocker_submissions.edit, May.BLOCKERS_WORK),
    Route(Kind.VIEW, forms.CLEAR_FORM, blocker_submissions.clear, May.BLOCKERS_WORK),
    Route(Kind.VIEW, forms.COMMENT_FORM, blocker_submissions.comment, May.BLOCKERS_WORK),
    Route(Kind.VIEW, forms.HAND_OVER_FORM, blocker_submissions.hand_over, May.BLOCKERS_WORK),
    Route(Kind.VIEW, forms.LINKS_FORM, blocker_submissions.link, May.BLOCKERS_WORK),
    Route(Kind.VIEW, forms.DUPLICATE_FORM, blocker_submissions.merge, May.BLOCKERS_WORK),
    Route(Kind.VIEW, ladder_screens.HOLD, ladders.hold, May.BLOCKERS_WORK),
    Route(Kind.VIEW, set_up.CHANNEL, settings.save_channel, May.SETTINGS_CHANGE),
    Route(Kind.VIEW, set_up.CALENDAR, settings.save_calendar, May.SETTINGS_CHANGE),
    Route(Kind.VIEW, set_up.OFFICE, settings.save_office, May.SETTINGS_CHANGE),
    Route(Kind.VIEW, persons.SAVE, people_pages.save, May.PEOPLE_LEAD),
    Route(Kind.VIEW, team_page.SAVE, teams.save, May.PEOPLE_LEAD),
    Route(Kind.VIEW, own_data.ERASE, personal_data.erase, May.DATA_ERASE),
    Route(Kind.VIEW, skill_page.CHOOSE, skill_merges.choose, May.SKILLS_MERGE),
    Route(Kind.VIEW, skill_page.MERGE, skill_merges.merge, May.SKILLS_MERGE),
    Route(Kind.VIEW, hours_forms.OFF_FORM, availability_forms.off, May.AVAILABILITY_SET),
    Route(Kind.VIEW, hours_forms.WEEK_FORM, availability_forms.week, May.AVAILABILITY_SET),
    Route(Kind.VIEW, skill_screens.SKILLS_FORM, availability_forms.skills_of, May.AVAILABILITY_SET),
    Route(Kind.VIEW, checkin.WORDS, checkins.words, May.CHECKINS_ANSWER),
    Route(Kind.VIEW, checkin.BLOCKER_FORM, checkins.blocker, May.CHECKINS_ANSWER),
    Route(Kind.VIEW, series_page.SAVE, checkin_series.save, May.CHECKINS_LEAD),
    Route(Kind.VIEW, project_forms.SAVE, projects.save, May.PORTFOLIO_PLAN),
    Route(Kind.VIEW, project_forms.TURN_FORM, projects.turn, May.PORTFOLIO_PLAN),
    # Events
    Route(Kind.EVENT, "app_home_opened", home.opened, May.NOBODY),
    Route(Kind.EVENT, "team_join", people.changed, May.NOBODY, scopes=("users:read",)),
    Route(Kind.EVENT, "user_change", people.changed, May.NOBODY, scopes=("users:read",)),
    Route(Kind.EVENT, "message.channels", threads.said, May.BLOCKERS_WORK, scopes=("channels:history",), optional=True),
    Route(Kind.EVENT, "message.groups", threads.said, May.BLOCKERS_WORK, scopes=("groups:history",), optional=True),
    Route(Kind.EVENT, "message.im", drops.sent, May.HELP, scopes=("im:history", "files:read"), optional=True),
)
