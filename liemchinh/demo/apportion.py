"""Whole numbers in given proportions that add up to a given total."""

from collections.abc import Sequence


def apportion(total: int, weights: Sequence[float], least: int = 0) -> list[int]:
    """Splits `total` by `weights`, largest remainders first, none below `least`. Raises ValueError if the total is too small."""
    spare = total - least * len(weights)
    if spare < 0:
        raise ValueError(f"{total} cannot give {least} to each of {len(weights)}")
    whole = sum(weights)
    exact = [spare * weight / whole for weight in weights]
    shares = [int(value) for value in exact]
    missing = spare - sum(shares)
    by_remainder = sorted(range(len(weights)), key=lambda place: (shares[place] - exact[place], place))
    for place in by_remainder[:missing]:
        shares[place] += 1
    return [least + share for share in shares]
