"""The arithmetic of tables: whole numbers and decimals, half up, two decimals. Pure."""

from collections.abc import Sequence
from decimal import ROUND_HALF_UP, Decimal

CENT = Decimal("0.01")


def percent(part: int | Decimal, whole: int | Decimal) -> Decimal | None:
    """`part` as a percentage of `whole`, two decimals, half up. None of nothing."""
    return rounded(Decimal(part) * 100 / Decimal(whole)) if whole else None


def change(now: int | Decimal, before: int | Decimal) -> Decimal | None:
    """By how many percent `now` is more (less, below zero) than `before`, two decimals, half up. None of nothing."""
    return percent(Decimal(now) - Decimal(before), before)


def mean(total: int, number: int) -> Decimal | None:
    """`total` over `number`, two decimals, half up. None of nothing."""
    return rounded(Decimal(total) / number) if number else None


def rounded(value: Decimal) -> Decimal:
    """Two decimals, half up."""
    return value.quantize(CENT, ROUND_HALF_UP)


def percentages(parts: Sequence[int]) -> list[Decimal]:
    """The parts as percentages of their sum, with two decimals, adding up to 100,00 exactly: the largest remainders get what is left.

    All nothing: all zero.
    """
    whole = sum(parts)
    if not whole:
        return [Decimal("0.00") for _part in parts]
    floors = [part * 10_000 // whole for part in parts]
    left = 10_000 - sum(floors)
    by_remainder = sorted(range(len(parts)), key=lambda place: (-(parts[place] * 10_000 % whole), place))
    for place in by_remainder[:left]:
        floors[place] += 1
    return [Decimal(floor).scaleb(-2) for floor in floors]
