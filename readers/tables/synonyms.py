"""By which usual words does the field call a column or a sheet of ours?

Words are compared without their order, their plural and what only qualifies them (planned, total, of …); the noun of
the sheet may stand before any of them ("Project start date"). The better word comes first.
"""

from collections.abc import Mapping

# Columns that mean the same on every sheet that has them. Words are separated by commas, the better ones first.
_ANYWHERE: Mapping[str, str] = {
    "email": "email address, mail, mail address, work email, person, employee, resource, assignee, who",
    "start": "start date, begin, begin date, start day, from, from date, starting, kick off, commencement",
    "finish": (
        "finish date, end, end date, end day, due, due date, completion date, completion, to, to date, until, "
        "through, deadline, target date"
    ),
    "project": "project code, project id, project key, project number, project ref",
    "skill": "skill name, competence, competency, capability, discipline",
    "hours_per_week": "hour week, hour per week, hour weekly, weekly hour, hour a week, h week, h per week, fte",
    "state": "status",
    "channel": "slack channel, channel id, channel name",
    "duration": "length, duration day, duration week, duration month",
}
_BY_SHEET: Mapping[str, Mapping[str, str]] = {
    "people": {
        "slack_user_id": "slack id, slack user, slack member id, member id, slack",
        "name": "full name, display name, employee name, person name, resource name, employee, resource",
        "email": "email address, mail, mail address, work email",
        "team": "team name, department, group, squad, unit",
        "zone": "time zone, timezone, tz",
        "week": "working week, week hour, working hour",
        "project_share": "share, share for project, project percent",
        "holidays": "holiday calendar, public holiday, country, country code, region",
        "roles": "clearway role, permission",
        "cost_rate": "hourly rate, hourly cost, cost per hour, rate per hour, rate hour, cost hour, rate",
        "active": "is active, enabled",
        "guest": "is guest, external",
        "deputy": "stand in, substitute, delegate, backup",
    },
    "teams": {
        "team": "code, id, team code, team id, key, department, group",
        "name": "team name, title, department name, group name",
        "lead": "leader, team lead, manager, head, owner, approver",
    },
    "projects": {
        "code": "project code, project id, id, key, number, no, nr, ref, reference, project",
        "name": "project name, project title, title, project",
        "sponsor": "executive sponsor, business sponsor, business owner, sro, senior responsible owner",
        "manager": "project manager, pm, owner, project owner, lead, responsible, managed by",
        "status": "state, project status",
        "budget": (
            "cost, whole life cost, lifecycle cost, life cycle cost, total cost, project cost, budget amount, "
            "funding, capital cost"
        ),
        "benefit": "expected benefit, benefit value, business value, npv, net present value",
        "cost_of_delay": "delay cost, cost delay week, cost of delay per week, cod",
        "confidence": "confidence level, probability, probability of success, likelihood",
        "description": "summary, project description, project summary, scope, objective",
    },
    "patterns": {
        "from": "start, start date, from date, valid from, since, effective from, effective date",
        "week": "working week, week hour, working hour",
        "project_share": "share, share for project, project percent",
    },
    "skills": {
        "level": "skill level, rating, proficiency, grade, score",
    },
    "absences": {
        "part": "part of day, day part, time, half day",
        "rule": "rrule, recurrence, repeat, repetition",
    },
    "goals": {
        "code": "goal code, goal id, id, key, number, no, ref, reference, goal, objective",
        "name": "goal name, title, goal title, description, goal, objective, strategic goal",
        "weight": "goal weight, weighting, importance, priority weight",
    },
    "alignment": {
        "goal": "goal code, goal id, goal key, objective, strategic goal, strategic objective",
        "percent": "alignment, contribution, percentage, share, fit, degree",
    },
    "dependencies": {
        "needs": "depends on, predecessor, dependency, needs project, requires, after, blocked by",
        "lag_weeks": "lag, lag week, lag in week, delay week",
    },
    "allocations": {
        "id": "allocation id, booking id, assignment id, key",
        "request": "request id, capacity request, request code",
    },
    "requests": {
        "id": "request id, key, number, ref, reference, request",
        "min_level": "minimum level, minimum skill level, level, skill level, required level",
        "max_people": "maximum people, people, headcount, number of people",
        "shift_weeks": "shift, flexibility, flexibility week, may shift week",
    },
    "blockers": {
        "id": "blocker id, key, number, ref, reference, issue id",
        "title": "blocker, summary, name, description, what, issue",
        "raised_by": "raiser, reporter, reported by, raised by, author, opened by",
        "owner": "assignee, assigned to, responsible, blocker owner",
        "cause": "category, reason, type, kind",
        "since": "raised, raised on, opened, date raised, open since, start, start date, created",
        "needed_by": "due, due date, needed, deadline, need by, required by, end date",
        "hours_per_week": "hour blocked, hour lost, work that stands still",
        "people": "affected people, affected, who is blocked, blocked people",
        "blocks": "blocked blocker, blocks issue",
        "duplicate_of": "duplicate, same as",
        "cleared_at": "cleared, cleared on, closed, closed on, resolved, resolved on, date closed",
    },
}
_NOUNS: Mapping[str, str] = {
    "people": "employee, member, people, person, resource, staff",
    "teams": "team",
    "projects": "initiative, program, programme, project",
    "patterns": "pattern",
    "skills": "skill",
    "absences": "absence, leave, vacation",
    "goals": "goal",
    "alignment": "alignment",
    "dependencies": "dependency",
    "allocations": "allocation, assignment, booking",
    "requests": "request",
    "blockers": "blocker",
}
# What looks like a column of ours, but mostly is another one: a role at work is no role in Clearway.
OTHERWISE: Mapping[tuple[str, str], tuple[tuple[str, ...], ...]] = {("people", "roles"): (("role",),)}
# Sheets whose whole name, without words such as "list" and numbers, is one of these.
_SHEET_NAMES: Mapping[str, str] = {
    "people": "person, staff, employee, resource, team member, member, user",
    "teams": "department, squad",
    "projects": "project portfolio, portfolio, programme, program, initiative",
    "patterns": "working pattern, work pattern, part time",
    "skills": "competence, competency, person skill, people skill",
    "absences": "leave, vacation, time off, pto, annual leave",
    "goals": "strategic goal, objective, strategic objective",
    "alignment": "goal alignment, project alignment, strategic alignment",
    "dependencies": "project dependency",
    "allocations": "assignment, booking, resource allocation, project allocation",
    "requests": "capacity request, resource request, staffing request",
    "blockers": "roadblock, impediment",
}
PEOPLE = frozenset({"sponsor", "manager", "lead", "deputy", "raised_by", "owner"})  # columns that name one person


def synonyms(sheet: str, column: str) -> tuple[str, ...]:
    """The usual words for a column of a sheet, the better ones first. Words are singular and in small letters."""
    own = _listed(_BY_SHEET.get(sheet, {}).get(column, _ANYWHERE.get(column, "")))
    return own + tuple(f"{one} email" for one in (column, *own) if column in PEOPLE)


def nouns(sheet: str) -> frozenset[str]:
    """What a row of a sheet is: words that may stand before the name of any of its columns."""
    return frozenset(_listed(_NOUNS.get(sheet, "")))


def sheet_names(sheet: str) -> tuple[str, ...]:
    """By which other names a sheet of ours goes."""
    return _listed(_SHEET_NAMES.get(sheet, ""))


def _listed(text: str) -> tuple[str, ...]:
    return tuple(text.split(", ")) if text else ()
