"""The drawing of a group: boxes left and right, bands between, as wide as what they carry. Pure geometry, in units of the view box."""

from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from liemchinh.organisations.outline import Box, Group

WIDTH = 340
LEFT_BAR, RIGHT_BAR, BAR = 134, 198, 8
LABEL_CHARS = 15
LINE, GAP, LEAST = 18, 14, 6
TALLEST = 130
TONES = {"merge": 1, "split": 2, "continue": 3, "move": 3, "rename": 3, "dissolve": 6, "abolished": 6, "waiting": 2}


@dataclass(frozen=True, slots=True)
class Bar:
    """A box as drawn: its bar, and the lines of its name beside it. `x` is where text begins (or ends, left of the bands)."""

    box: Box
    x: int
    y: float
    height: float
    lines: tuple[tuple[str, str], ...]
    note_y: float


@dataclass(frozen=True, slots=True)
class Ribbon:
    """A band as drawn: the path, and which of the colours."""

    path: str
    tone: int


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything to draw, and how tall it is."""

    height: int
    sources: tuple[Bar, ...]
    targets: tuple[Bar, ...]
    ribbons: tuple[Ribbon, ...]
    weighted: bool


def draw(group: Group) -> Picture:
    """The picture of a group. Without members every band is as wide as the next; a band that carries nothing is a thin line."""
    weighted = any(band.weight for band in group.bands)
    weights = [band.weight if weighted else 1 for band in group.bands]
    leaving, arriving = _sums(group, weights, of="source"), _sums(group, weights, of="target")
    scale = min(TALLEST / max([1, *leaving.values(), *arriving.values()]), 26 if not weighted else TALLEST)
    sources = _ordered(group)
    left, left_height = _stack(sources, leaving, scale, x=0)
    right, right_height = _stack(group.targets, arriving, scale, x=RIGHT_BAR + BAR + 6)
    height = max(left_height, right_height)
    left, right = _centred(left, (height - left_height) / 2), _centred(right, (height - right_height) / 2)
    return Picture(
        round(height), tuple(left), tuple(right), tuple(_ribbons(group, weights, scale, left, right)), weighted
    )


def _sums(group: Group, weights: Sequence[int], *, of: str) -> dict[Hashable, int]:
    sums: dict[Hashable, int] = {}
    for band, weight in zip(group.bands, weights, strict=True):
        key = getattr(band, of)
        sums[key] = sums.get(key, 0) + weight
    return sums


def _ordered(group: Group) -> list[Box]:
    """Sources in the order of where they go, so that few bands cross."""
    place = {box.key: number for number, box in enumerate(group.targets)}
    goes: dict[Hashable, list[int]] = {}
    for band in group.bands:
        goes.setdefault(band.source, []).append(place.get(band.target, 0))
    return sorted(group.sources, key=lambda box: sum(goes[box.key]) / len(goes[box.key]))


def _stack(boxes: Iterable[Box], sums: dict[Hashable, int], scale: float, *, x: int) -> tuple[list[Bar], float]:
    bars, y = [], 2.0
    for box in boxes:
        tall = max(LEAST, sums.get(box.key, 0) * scale)
        words = _wrapped(box.name)
        text = LINE * (len(words) + 1)
        slot = max(tall, text)
        top = y + (slot - text) / 2 + 12
        lines = tuple((f"{top + LINE * number:.1f}", word) for number, word in enumerate(words))
        bars.append(
            Bar(box, x, round(y + (slot - tall) / 2, 1), round(tall, 1), lines, round(top + LINE * len(words), 1))
        )
        y += slot + GAP
    return bars, y - GAP + 4


def _centred(bars: list[Bar], by: float) -> list[Bar]:
    return [
        Bar(bar.box, bar.x, round(bar.y + by, 1), bar.height, tuple((f"{float(y) + by:.1f}", word) for y, word in bar.lines),
            round(bar.note_y + by, 1))
        for bar in bars
    ]  # fmt: skip


def _wrapped(name: str) -> list[str]:
    lines, line = [], ""
    for word in name.split():
        if line and len(line) + 1 + len(word) > LABEL_CHARS:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}".strip()
    lines.append(line)
    if len(lines) > 4:
        lines = [*lines[:3], lines[3][: LABEL_CHARS - 1] + "…"]
    return lines


def _ribbons(
    group: Group, weights: Sequence[int], scale: float, left: Sequence[Bar], right: Sequence[Bar]
) -> Iterable[Ribbon]:
    starts = {bar.box.key: bar.y for bar in left}
    ends = {bar.box.key: bar.y for bar in right}
    order = {bar.box.key: number for number, bar in enumerate([*left, *right])}
    bands = sorted(
        zip(group.bands, weights, strict=True), key=lambda item: (order[item[0].source], order[item[0].target])
    )
    for band, weight in bands:
        wide = max(weight * scale, 1.5)
        y, z = starts[band.source], ends[band.target]
        starts[band.source] += weight * scale
        ends[band.target] += weight * scale
        x, w, middle = LEFT_BAR + BAR, RIGHT_BAR, (LEFT_BAR + BAR + RIGHT_BAR) / 2
        path = (
            f"M{x} {y:.1f}C{middle} {y:.1f} {middle} {z:.1f} {w} {z:.1f}"
            f"V{z + wide:.1f}C{middle} {z + wide:.1f} {middle} {y + wide:.1f} {x} {y + wide:.1f}Z"
        )
        yield Ribbon(path, TONES.get(band.kind, 1))
