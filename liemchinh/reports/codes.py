"""The short code printed on a signed report: easily read aloud and typed, with a letter that finds a slip. Pure."""

import secrets

# No two of these are taken for each other: none of 0 O Q, 1 I, 2 Z, 5 S, 8 B, G, U. Twenty-three, a prime: see `_check`.
ALPHABET = "34679ACDEFHJKLMNPRTVWXY"
LENGTH = 11


def new_code() -> str:
    """A code nobody can guess: eleven signs by chance (23¹¹ of them) and one that checks them, in groups of four."""
    drawn = "".join(secrets.choice(ALPHABET) for _place in range(LENGTH))
    return _grouped(drawn + _check(drawn))


def read_code(typed: str) -> str | None:
    """The code as it is printed, from what was typed: small letters, spaces and dashes do not matter. None: no such code can be."""
    told = "".join(sign for sign in typed.upper() if sign not in " -–")
    if len(told) != LENGTH + 1 or any(sign not in ALPHABET for sign in told) or _check(told[:-1]) != told[-1]:
        return None
    return _grouped(told)


def _check(drawn: str) -> str:
    """Finds every single wrong sign and every two neighbours exchanged: neighbours weigh differently, and no weight divides a prime."""
    total = sum((place + 1) * ALPHABET.index(sign) for place, sign in enumerate(drawn))
    return ALPHABET[total % len(ALPHABET)]


def _grouped(told: str) -> str:
    return "-".join(told[start : start + 4] for start in range(0, len(told), 4))
