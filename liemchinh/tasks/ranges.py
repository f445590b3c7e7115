"""Many numbers in few letters: 3-5,9. As the book holds whom thousands of tasks were given to. Pure."""

from collections.abc import Iterable, Iterator


def told(numbers: Iterable[int]) -> str:
    """Positive numbers, each once, rising, runs of them as first and last."""
    runs: list[list[int]] = []
    for number in sorted(set(numbers)):
        if runs and number == runs[-1][1] + 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return ",".join(str(first) if first == last else f"{first}-{last}" for first, last in runs)


def read(text: str) -> Iterator[int]:
    """The numbers again. ValueError for what `told` does not write."""
    for run in filter(None, text.split(",")):
        first, _dash, last = run.partition("-")
        yield from range(int(first), int(last or first) + 1)
