"""Turn TOML into records, strictly: an unknown, missing or mistyped field is an error that names it."""

import tomllib
from dataclasses import MISSING, fields, is_dataclass
from pathlib import Path
from types import UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

from dateline.demo.records import DemoContentError
from dateline.demo.stories import BLOCK_TYPES, Block

CONTENT = Path(__file__).parent / "content"

# Words that Python keeps for itself, or that say too little outside their table.
ALIASES = {"from": "from_date", "until": "until_date"}

Record = TypeVar("Record")


def read_toml(path: Path) -> dict[str, Any]:
    """Read one file of the content folder."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, tomllib.TOMLDecodeError) as error:
        raise DemoContentError(f"{path.name}: {error}") from error


def build(cls: type[Record], raw: Any, *, where: str) -> Record:
    """Make a record from a TOML table."""
    if not isinstance(raw, dict):
        raise DemoContentError(f"{where}: expected a table")
    values = {ALIASES.get(key, key): value for key, value in raw.items()}
    hints = get_type_hints(cls)
    if unknown := set(values) - set(hints):
        raise DemoContentError(f"{where}: unknown field {min(map(str, unknown))!r}")
    made: dict[str, Any] = {}
    for one in fields(cls):  # type: ignore[arg-type]  # every caller passes a dataclass
        if one.name in values:
            made[one.name] = _value(hints[one.name], values[one.name], where=f"{where}: {one.name}")
        elif one.default is MISSING and one.default_factory is MISSING:
            raise DemoContentError(f"{where}: missing field {one.name!r}")
    return cls(**made)


def build_all(cls: type[Record], raw: list[Any], *, where: str) -> tuple[Record, ...]:
    """Make records from an array of tables."""
    return tuple(build(cls, one, where=f"{where}[{index}]") for index, one in enumerate(raw))


def _value(hint: Any, raw: Any, *, where: str) -> Any:
    if hint == Block:
        return _block(raw, where=where)
    origin = get_origin(hint)
    if origin is tuple:
        if not isinstance(raw, list):
            raise DemoContentError(f"{where}: expected a list")
        item = get_args(hint)[0]
        return tuple(_value(item, one, where=f"{where}[{i}]") for i, one in enumerate(raw))
    if origin is dict:
        if not isinstance(raw, dict):
            raise DemoContentError(f"{where}: expected a table")
        item = get_args(hint)[1]
        return {key: _value(item, one, where=f"{where}.{key}") for key, one in raw.items()}
    if origin is UnionType:
        # TOML has no null, so an optional field that is present is of the other type.
        hint = next(one for one in get_args(hint) if one is not type(None))
    if is_dataclass(hint):
        return build(hint, raw, where=where)  # type: ignore[arg-type]  # a class, not an instance
    if not isinstance(raw, hint) or (hint is int and isinstance(raw, bool)):
        raise DemoContentError(f"{where}: expected {hint.__name__}, got {type(raw).__name__}")
    return raw


def _block(raw: Any, *, where: str) -> Any:
    if not isinstance(raw, dict) or raw.get("type") not in BLOCK_TYPES:
        raise DemoContentError(f"{where}: unknown block type")
    rest = {key: value for key, value in raw.items() if key != "type"}
    return build(BLOCK_TYPES[raw["type"]], rest, where=where)
