"""How numbers are written in Vietnamese: 46.214 and 18,47%. Pure functions; the template filters stand on them."""

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

Number = int | Decimal | Fraction | float
KINDS = (int, Decimal, Fraction, float)
MINUS = "\u2212"
NOTHING = "–"


def show_number(value: Number, decimals: int | None = None) -> str:
    """46.214 or 18,47. Without `decimals` a whole number has none and a Decimal keeps its own; rounding is half up."""
    exact = _decimal(value)
    if decimals is not None:
        exact = exact.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
    whole, _, fraction = f"{abs(exact):,f}".partition(".")
    sign = MINUS if exact < 0 else ""
    return f"{sign}{whole.replace(',', '.')}{',' + fraction if fraction else ''}"


def show_percent(value: Number) -> str:
    """A number that already is a percentage, with the two decimals official tables carry: 57.93 is "57,93%"."""
    return f"{show_number(value, 2)}%"


def show_share(part: int, whole: int) -> str:
    """What share of the whole the part is: (1, 3) is "33,33%". A share of nothing is a dash, not zero."""
    return show_percent(Fraction(part, whole) * 100) if whole else NOTHING


def show_signed(value: Number, decimals: int | None = None) -> str:
    """A difference with its sign: "+1.204", "−56", and "0" without one."""
    text = show_number(value, decimals)
    return text if text.startswith(MINUS) or not text.strip("0,") else f"+{text}"


def _decimal(value: Number) -> Decimal:
    if isinstance(value, Fraction):
        return Decimal(value.numerator) / Decimal(value.denominator)
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
