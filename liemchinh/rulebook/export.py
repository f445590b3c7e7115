"""Local values as a file of the charter's own form, to be read by people or laid into another installation's folder."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.rows import local_of, shipped
from regulations.schema import Parameter


def toml_of(values: Iterable[LocalValue]) -> str:
    """The values, rule by rule, as `parameters/` has them, and the years as `calendar/` has them (each in its own part)."""
    rules: dict[str, list[Any]] = defaultdict(list)
    years: list[Any] = []
    for value in values:
        local = local_of(value)
        if local.year:
            years.append(local.row)
        elif local.name in shipped().rulebook.parameters:
            rules[local.name].append(local.row)
    parts = [_rule(shipped().rulebook.parameters[name], rows) for name, rows in sorted(rules.items())]
    parts += [_table("year", row) for row in years]
    return "\n".join(parts)


def _rule(rule: Parameter, rows: list[Any]) -> str:
    told: dict[str, Any] = {"name": rule.name, "description": rule.description, "gloss": rule.gloss, "unit": rule.unit,
                            "applies_to": dict(rule.applies_to)}  # fmt: skip
    if rule.unit in {"enum", "list"}:
        told["options"] = dict(rule.options)
    return _table("parameter", told | {"values": rows})


def _table(name: str, row: Mapping[str, Any]) -> str:
    return "".join([f"[[{name}]]\n", *(f"{key} = {_spelled(value)}\n" for key, value in row.items())])


def _spelled(value: Any) -> str:
    match value:
        case bool():
            return "true" if value else "false"
        case int():
            return str(value)
        case date():
            return value.isoformat()
        case Mapping():
            return "{ " + ", ".join(f"{_key(key)} = {_spelled(inner)}" for key, inner in value.items()) + " }"
        case list() | tuple():
            return "[" + ", ".join(_spelled(inner) for inner in value) + "]"
    escaped = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{escaped}"'


def _key(key: str) -> str:
    return key if key.isascii() and key.replace("_", "").isalnum() else f'"{key}"'
