"""Roles, read from roles.toml and checked against the closed list of verbs."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from liemchinh.access.verbs import NO_CONTENT, OPENS_CASES, VERBS
from regulations.words import own

FILE = Path(__file__).with_name("roles.toml")
_KEYS = {"name", "says", "verbs", "case_role", "administers", "installation", "needs_second_factor"}


@dataclass(frozen=True, slots=True)
class Role:
    """What holding a role over a subtree allows, and what its holder must have."""

    code: str
    name: str
    says: str
    verbs: frozenset[str]
    case_role: bool = False
    administers: bool = False
    installation: bool = False
    needs_second_factor: bool = False

    @property
    def has_content(self) -> bool:
        """True when the role opens anything about others: excluded for whoever administers the installation."""
        return not self.administers and not self.verbs <= NO_CONTENT

    @property
    def needs_two(self) -> bool:
        """True when two officers grant it."""
        return self.case_role or self.administers


def _role(code: str, body: dict[str, Any]) -> Role:
    unknown = (body.keys() - _KEYS) | (set(body["verbs"]) - VERBS.keys())
    if unknown:
        raise ValueError(f"{FILE.name}, [{code}]: unknown {sorted(unknown)}")
    told = {key: own(body[key]) for key in ("name", "says")}
    role = Role(code, **{**body, **told, "verbs": frozenset(body["verbs"])})
    if role.needs_two and not role.needs_second_factor:
        raise ValueError(f"{FILE.name}, [{code}]: case and administration roles need a second factor")
    if role.verbs & OPENS_CASES and not role.case_role:
        raise ValueError(f"{FILE.name}, [{code}]: only a case role opens cases")
    return role


@cache
def roles() -> Mapping[str, Role]:
    """All roles by code. Raises ValueError naming file and role for an unknown key or verb."""
    return {code: _role(code, body) for code, body in tomllib.loads(FILE.read_text()).items()}
