"""How the columns of a file are read: guessed, remembered, chosen by a person."""

from collections.abc import Mapping
from typing import Any

from liemchinh.imports.models import RememberedMapping
from liemchinh.imports.reading import Mapping as ColumnMapping
from liemchinh.imports.reading import Reading
from liemchinh.imports.stream import Chosen


def chosen_mappings(reading: Reading) -> dict[int, ColumnMapping | None]:
    """For each table the guessed mapping with what was remembered for the same headings put over it, unless it is exact."""
    wanted = {table.mapping.fingerprint for table in reading.tables}
    kept = dict(RememberedMapping.objects.filter(fingerprint__in=wanted).values_list("fingerprint", "mapping"))
    return {
        place: _remembered(table.mapping, kept.get(table.mapping.fingerprint))
        for place, table in enumerate(reading.tables)
    }


def _remembered(guess: ColumnMapping, kept: Any) -> ColumnMapping:
    if kept is None or guess.exact:
        return guess
    try:
        return guess.remembered(kept)
    except ValueError:
        return guess


def told(mappings: Chosen) -> dict[str, Any]:
    """Mappings as a run keeps them."""
    return {str(place): mapping.to_json() if mapping else None for place, mapping in mappings.items()}


def mappings_of(reading: Reading, kept: Mapping[str, Any]) -> dict[int, ColumnMapping | None]:
    """What `told` kept of a file's mappings; what it does not speak of is guessed. Raises ValueError for what does not fit the file."""
    found = chosen_mappings(reading)
    for place, table in enumerate(reading.tables):
        if str(place) in kept:
            choice = kept[str(place)]
            found[place] = table.mapping.remembered(choice) if choice is not None else None
    return found
