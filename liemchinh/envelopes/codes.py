"""Codes that are printed and typed again."""

import secrets

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_LIKE = str.maketrans({"O": "0", "I": "1", "L": "1", " ": None, "-": None})


def new_code(groups: int) -> str:
    """A random code of so many groups of four Crockford characters (20 bits each): "7K2M-09QX"."""
    return "-".join("".join(secrets.choice(LETTERS) for _ in range(4)) for _ in range(groups))


def read_code(typed: str) -> str:
    """What was typed, as it was printed but for hyphens: letter case, spaces, O for 0 and I or L for 1 are forgiven."""
    return typed.strip().upper().translate(_LIKE)[:64]
