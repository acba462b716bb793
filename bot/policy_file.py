"""Which numbers has this workspace decided for itself in clearway.yaml?

The sections and keys are those of services.policies.Policy and its parts: what is added there can be set here.
"""

import re
import types
from collections.abc import Iterator, Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic_core import ErrorDetails

from services.policies import Policy
from ui.blocker_lists import LIST_ROWS

T = TypeVar("T")
Path_ = tuple[str, ...]

# The least and the most of each number, or of each in a list.
LIMITS: Mapping[str, tuple[float, float]] = {
    "availability.project_share": (0, 1),
    "availability.undo_hours": (0, 720),
    "availability.week": (0, 24),
    "blockers.undo_hours": (0, 720),
    "blockers.alike_at": (50, 100),
    "blockers.listed": (1, LIST_ROWS),
    "blockers.comments_shown": (0, 5),
    "delivery.lease_seconds": (5, 600),
    "delivery.quiet_seconds": (0, 600),
    "delivery.second_look_seconds": (1, 86_400),
    "delivery.edit_gap_seconds": (0, 60),
    "delivery.timeout_seconds": (1, 60),
    "delivery.first_backoff_seconds": (0.1, 60),
    "delivery.longest_backoff_seconds": (1, 3600),
    "delivery.refused_rest_seconds": (1, 3600),
    "delivery.give_up_seconds": (60, 2_592_000),
    "delivery.history_pages": (1, 50),
    "delivery.kept_days": (1, 3650),
    "delivery.threads": (1, 32),
    # An hour at least: a ladder without waits would tell everybody at once, five times over.
    "ladder.owner_hours": (1, 400),
    "ladder.lead_hours": (1, 400),
    "ladder.pmo_hours": (1, 400),
    "ladder.sponsor_hours": (1, 400),
    "ladder.executives_hours": (1, 400),
    "ladder.acknowledged_hours": (1, 400),
    "ladder.contract_hours": (0.5, 40),
    "ladder.away_days": (1, 60),
    "ladder.quiet_days": (1, 60),
    "ladder.repeats": (0, 5),
    "ladder.review_hours": (8, 400),
    "ladder.stale_days": (1, 60),
    "ladder.people": (1, 1000),
    "ladder.hours_per_week": (1, 10_000),
    "ladder.blockers": (1, 1000),
    "ladder.needed_within_days": (0, 365),
}
# Of two numbers, where a medium severity begins and where a high one does: another order would leave out the medium.
RISING = frozenset({"ladder.people", "ladder.hours_per_week", "ladder.blockers"})
FALLING = frozenset({"ladder.needed_within_days"})
_FORMS: Mapping[str, tuple[str, str]] = {
    "pmo.channel": (
        r"[CG][A-Z0-9]{2,}",
        "the id of a channel, such as C0123ABCD (Slack: channel details, at the bottom)",
    ),
    "availability.day_start": (r"([01]\d|2[0-3]):[0-5]\d", 'a time in quotes such as "09:00"'),
    "pmo.lead": (r"[^@\s]+@[^@\s]+", "an e-mail address"),
}


class PolicyError(Exception):
    """The policy cannot be used; `sentences` name file, line, key, what is wrong and what would be right."""

    def __init__(self, sentences: list[str]) -> None:
        super().__init__("\n".join(sentences))
        self.sentences = sentences


def read(path: Path, *, required: bool = False) -> Policy:
    """The policy in `path`; the defaults where there is no such file, unless it is required. Raises PolicyError."""
    if not path.is_file():
        if required:
            raise PolicyError([f"{path} does not exist: CLEARWAY_POLICY must be the path of a policy file."])
        return Policy()
    return parse(path.read_text(encoding="utf-8-sig", errors="replace"), path.name)


def parse(text: str, name: str = "clearway.yaml") -> Policy:
    """The policy written in `text`; `name` is put before each problem. Raises PolicyError."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
        written = yaml.safe_load(text) or {}
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise PolicyError([f"{name}:{line}: this is not YAML ({error.problem or error.context})."]) from None
    except yaml.YAMLError as error:
        raise PolicyError([f"{name}:1: this is not YAML ({str(error).splitlines()[0]})."]) from None
    if not isinstance(written, dict):
        raise PolicyError([f"{name}:1: there must be sections such as “pmo:” with indented keys below them."])
    lines = dict(_lines(node))
    sections = {key: value for key, value in written.items() if value is not None}  # “pmo:” alone sets nothing
    try:
        return _built(Policy, model(Policy).model_validate(sections))
    except ValidationError as error:
        problems = sorted({(_line(problem, lines), _sentence(problem)) for problem in error.errors()})
        raise PolicyError([f"{name}:{line}: {sentence}" for line, sentence in problems]) from None


def model(part: type[Any], at: Path_ = ()) -> type[BaseModel]:
    """The pydantic model that checks a dataclass of the policy: same keys, same defaults, no others."""
    hints = get_type_hints(part)
    known: dict[str, Any] = {}
    for field in fields(part):
        path = (*at, field.name)
        if is_dataclass(hints[field.name]):
            inner = model(hints[field.name], path)
            known[field.name] = (inner, Field(default_factory=inner))
        else:
            known[field.name] = (_checked(hints[field.name], ".".join(path)), getattr(part(), field.name))
    return create_model(part.__name__, __config__=ConfigDict(extra="forbid", strict=True), **known)


def _checked(kind: Any, key: str) -> Any:
    if key in _FORMS:
        return Annotated[kind, AfterValidator(_formed(*_FORMS[key]))]
    if get_origin(kind) is tuple:  # YAML knows lists only
        parts = tuple(part if part is Ellipsis else _limited(part, key) for part in get_args(kind))
        return Annotated[types.GenericAlias(tuple, parts), Field(strict=False), AfterValidator(_ordered(key))]
    return _limited(kind, key)


def _limited(kind: Any, key: str) -> Any:
    numbers = set(get_args(kind)) if get_origin(kind) in (Union, types.UnionType) else {kind}
    if numbers & {int, float} and bool not in numbers:
        least, most = LIMITS.get(key, (0, None))
        return Annotated[kind, Field(ge=least, le=most)]
    return kind


def _ordered(key: str) -> Any:
    def check(values: tuple[float, ...]) -> tuple[float, ...]:
        if key in RISING and values[0] > values[1]:
            raise ValueError("must not fall: high begins where medium does or above")
        if key in FALLING and values[0] < values[1]:
            raise ValueError("must not rise: high begins where medium does or nearer")
        return values

    return check


def _formed(form: str, right: str) -> Any:
    def check(value: str | None) -> str | None:
        if value is not None and not re.fullmatch(form, value):
            raise ValueError(f"must be {right}")
        return value

    return check


def _built(part: type[T], checked: BaseModel) -> T:
    hints = get_type_hints(part)
    values = {}
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(checked, field.name)
        values[field.name] = _built(hints[field.name], value) if is_dataclass(hints[field.name]) else value
    return part(**values)


def _lines(node: yaml.Node | None, at: Path_ = ()) -> Iterator[tuple[Path_, int]]:
    """The line of every key."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            path = (*at, str(key.value))
            yield path, key.start_mark.line + 1
            yield from _lines(value, path)


def _line(problem: ErrorDetails, lines: Mapping[Path_, int]) -> int:
    """Of the key itself, else of the nearest one above it."""
    path = tuple(str(part) for part in problem["loc"])
    return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), 1)


def _sentence(problem: ErrorDetails) -> str:
    path = tuple(part for part in problem["loc"] if isinstance(part, str))
    return f"{'.'.join(path)}: {_right(problem, path)}."


def _right(problem: ErrorDetails, path: Path_) -> str:
    given = problem.get("input")
    match problem["type"]:
        case "extra_forbidden":
            known = ", ".join(sorted(_keys(path[:-1])))
            return f"there is no such key; known here are {known}"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"must hold keys below it ({', '.join(sorted(_keys(path)))})"
        case "missing" | "too_long" | "tuple_type":
            return f"must be a list in square brackets, such as {_usual(path)}"
        case "literal_error":
            one_of = problem["ctx"]["expected"].replace("'", "")
            return f"{given!r} is not right, it must be {one_of}"
        case "value_error":
            return f"{given!r} is not right, it {problem['ctx']['error']}"
        case "greater_than_equal" | "less_than_equal":
            least, most = LIMITS.get(".".join(path), (0, None))
            return f"{given!r} is out of range, it must be {f'from {least} to {most}' if most else f'{least} or more'}"
        case kind:
            words = {"int": "a whole number", "float": "a number", "bool": "true or false", "string": "a text"}
            right = next((words[start] for start in words if kind.startswith(start)), "of another kind")
            return f"{given!r} is not right, it must be {right}"


def _usual(path: Path_) -> str:
    here: Any = Policy()
    for part in path:
        here = getattr(here, part)
    return f"[{', '.join(str(value) for value in here)}]"


def _keys(path: Path_) -> list[str]:
    here: Any = Policy
    for part in path:
        here = get_type_hints(here).get(part)
        if not is_dataclass(here):
            return []
    return [field.name for field in fields(here)]
