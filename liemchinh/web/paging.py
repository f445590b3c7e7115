"""Pages of long lists by key, not by count: the thousandth page costs what the first does."""

from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from django.db.models import Model, Q, QuerySet

Item = TypeVar("Item")
Row = TypeVar("Row", bound=Model)
SIZE = 50


@dataclass(frozen=True, slots=True)
class Page(Generic[Item]):
    """Rows of one page; `previous` and `next` name the row the neighbouring page begins beside, "" at the ends."""

    items: list[Item]
    previous: str
    next: str


def page(
    rows: QuerySet[Row], *, order: tuple[str, ...], after: str = "", before: str = "", size: int = SIZE
) -> Page[Row]:
    """One page of `rows`, ascending by the fields `order`, whose last must be unique ("pk").

    `after` and `before` are ids of rows, so that no name stands in an address. A row that is not (or no longer) in `rows`, or text that
    is no id, gives the first page. Needs one index over `order` to be fast; a field of `order` is never NULL.
    """
    edge = _values(rows, order, before or after)
    backwards = bool(before) and edge is not None
    chosen = rows.order_by(*(f"-{name}" for name in order)) if backwards else rows.order_by(*order)
    if edge is not None:
        chosen = chosen.filter(_beyond(order, edge, "lt" if backwards else "gt"))
    items = list(chosen[: size + 1])
    if edge is not None and not items:
        return page(rows, order=order, size=size)
    more = len(items) > size
    items = items[:size]
    if backwards:
        items.reverse()
    first, last = (str(items[0].pk), str(items[-1].pk)) if items else ("", "")
    return Page(items, first if (more if backwards else edge is not None) else "", last if more or backwards else "")


def _values(rows: QuerySet[Row], order: tuple[str, ...], row_id: str) -> tuple[Any, ...] | None:
    if not (row_id.isascii() and row_id.isdigit() and len(row_id) < 19):
        return None
    return rows.filter(pk=int(row_id)).order_by().values_list(*order).first()


def _beyond(order: tuple[str, ...], edge: tuple[Any, ...], side: str) -> Q:
    """The rows after (or before) the edge. The first comparison alone is a range over the index; the rest settles ties."""
    condition = Q()
    for place in range(len(order)):
        equal = Q(**dict(zip(order[:place], edge[:place], strict=True)))
        condition |= equal & Q(**{f"{order[place]}__{side}": edge[place]})
    return Q(**{f"{order[0]}__{side}e": edge[0]}) & condition
