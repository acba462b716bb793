"""Which numbers has this workspace decided for itself in clearway.yaml?

The sections and keys are those of services.policies.Policy and its parts: what is added there can be set here.
"""

import types
from collections.abc import Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from typing import Annotated, Any, TypeVar, Union, get_args, get_origin, get_type_hints

import yaml
from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, create_model
from pydantic_core import ErrorDetails

from bot import policy_lists
from bot.policy_limits import FORMS, LIMITS, PLACED
from services.policies import Policy

T = TypeVar("T")
Path_ = tuple[str | int, ...]  # an item of a list by its number, from 0


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
        policy = _built(Policy, model(Policy).model_validate(sections))
    except ValidationError as error:
        problems = sorted({(_place(problem), _right(problem)) for problem in error.errors()}, key=str)
    else:
        problems = [*policy_lists.contradictions(policy)]
        if not problems:
            return policy
    told = sorted((_line(path, lines), f"{_spelled(path)}: {right}.") for path, right in problems)
    raise PolicyError([f"{name}:{line}: {sentence}" for line, sentence in told])


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
            default: Any = ... if field.default is MISSING else field.default
            known[field.name] = (_checked(hints[field.name], path), default)
    return create_model(part.__name__, __config__=ConfigDict(extra="forbid", strict=True), **known)


def _checked(kind: Any, path: Path_) -> Any:
    key = _key(path)
    if key in FORMS:
        return Annotated[kind, AfterValidator(policy_lists.formed(*FORMS[key]))]
    if get_origin(kind) is tuple and Ellipsis not in get_args(kind):  # so many numbers, each in its place
        parts = tuple(_limited(part, key) for part in get_args(kind))
        return policy_lists.placed(types.GenericAlias(tuple, parts), key)
    if get_origin(kind) is tuple:
        item = _item(kind)
        return policy_lists.listed(kind, key, item and model(item, path))
    return _limited(kind, key)


def _limited(kind: Any, key: str) -> Any:
    numbers = set(get_args(kind)) if get_origin(kind) in (Union, types.UnionType) else {kind}
    if numbers & {int, float} and bool not in numbers:
        least, most = LIMITS.get(key, (0, None))
        return Annotated[kind, Field(ge=least, le=most)]
    return kind


def _built(part: type[T], checked: BaseModel) -> T:
    hints = get_type_hints(part)
    values = {}
    for field in fields(part):  # type: ignore[arg-type]
        value = getattr(checked, field.name)
        if is_dataclass(hints[field.name]):
            value = _built(hints[field.name], value)
        elif (item := _item(hints[field.name])) is not None:
            value = tuple(_built(item, one) for one in value)
        values[field.name] = value
    return part(**values)


def _item(kind: Any) -> type[Any] | None:
    """The dataclass of which a list holds some."""
    item = get_args(kind)[0] if get_origin(kind) is tuple else None
    return item if isinstance(item, type) and is_dataclass(item) else None


def _lines(node: yaml.Node | None, at: Path_ = ()) -> Iterator[tuple[Path_, int]]:
    """The line of every key."""
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            path = (*at, str(key.value))
            yield path, key.start_mark.line + 1
            yield from _lines(value, path)
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield (*at, number), value.start_mark.line + 1
            yield from _lines(value, (*at, number))


def _line(path: Path_, lines: Mapping[Path_, int]) -> int:
    """Of the key itself, else of the nearest one above it."""
    return next((lines[path[:length]] for length in range(len(path), 0, -1) if path[:length] in lines), 1)


def _spelled(path: Path_) -> str:
    """With what stands in lists numbered as people count."""
    return ".".join(str(part + 1) if isinstance(part, int) else part for part in path)


def _key(path: Path_) -> str:
    return ".".join(part for part in path if isinstance(part, str))


def _right(problem: ErrorDetails) -> str:
    given, path = problem.get("input"), problem["loc"]
    key = _key(path)
    form = (policy_lists.ITEMS if isinstance(path[-1], int) else FORMS).get(key)
    shown = "" if isinstance(given, dict | list) else f"{given!r} is not right, it "
    match problem["type"]:
        case "extra_forbidden":
            known = ", ".join(sorted(_keys(path[:-1])))
            return f"there is no such key; known here are {known}"
        case "model_type" | "model_attributes_type" | "dict_type":
            return f"must hold keys below it ({', '.join(sorted(_keys(path)))})"
        case "missing" | "too_short" | "too_long" | "tuple_type" if (wrong := _length(problem)) is not None:
            return wrong
        case "literal_error":
            one_of = problem["ctx"]["expected"].replace("'", "")
            return f"{given!r} is not right, it must be {one_of}"
        case "value_error":
            shown = f"{given!r} is not right, it " if key in PLACED else shown
            return f"{shown}{problem['ctx']['error']}"
        case "missing":
            return f"is missing, it must be {form[1] if form else 'there'}"
        case "greater_than_equal" | "less_than_equal":
            least, most = LIMITS.get(key, (0, None))
            return f"{given!r} is out of range, it must be {f'from {least} to {most}' if most else f'{least} or more'}"
        case kind:
            words = {"int": "a whole number", "float": "a number", "bool": "true or false", "string": "a text"}
            words["tuple"] = "a list such as [a, b]"
            right = next((words[start] for start in words if kind.startswith(start)), "of another kind")
            return f"{shown}must be {right if form is None else form[1]}"


def _place(problem: ErrorDetails) -> Path_:
    """Where it stands. Of a list that is too short pydantic names each place that is empty."""
    path = problem["loc"]
    return path[:-1] if problem["type"] == "missing" and isinstance(path[-1], int) else path


def _length(problem: ErrorDetails) -> str | None:
    """What is right of a list that is too long or too short, or where something else stands; None for what is none."""
    if usual := _usual(_place(problem)):
        return f"must be a list in square brackets, such as {usual}"
    if (bounds := policy_lists.LENGTHS.get(_key(problem["loc"]))) and problem["type"] in {"too_short", "too_long"}:
        return "holds too {}, it must be from {} to {}".format(
            problem["type"].replace("too_short", "few").replace("too_long", "many"), *bounds
        )
    return None


def _usual(path: Path_) -> str:
    """The numbers that stand there where nothing else is said; "" for what is no list of so many."""
    here: Any = Policy()
    for part in path:
        here = getattr(here, str(part), None)
    return f"[{', '.join(str(value) for value in here)}]" if isinstance(here, tuple) and _key(path) in PLACED else ""


def _keys(path: Path_) -> list[str]:
    here: Any = Policy
    for part in path:
        if isinstance(part, int):
            continue
        here = get_type_hints(here).get(part)
        here = _item(here) or here
        if not is_dataclass(here):
            return []
    return [field.name for field in fields(here)]
