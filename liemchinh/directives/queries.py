"""What can be seen of documents: the books of organisations in whose figures the actor looks, and of those above them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.directives.asking import books_above
from liemchinh.directives.models import Carrying, Document, Ending
from liemchinh.directives.words import SEE, body_of, called
from liemchinh.journal import clock
from liemchinh.organisations.models import Closure
from liemchinh.organisations.queries import names, subtree

# Of more that carry out the same one only so many are drawn; the others are told as a number.
DRAWN, HIGHEST = 8, 6
OFFERED, MOST_OTHERS = 12, 40


@dataclass(frozen=True, slots=True)
class Shown:
    """A document in words. `state`: "in_force", "replaced" or "ended" on the day asked for; `ending` as it stands."""

    row: Document
    called: str
    body: str
    state: str
    ending: Ending | None

    @property
    def title(self) -> str:
        """What it is about, as on the document."""
        return self.row.title


@dataclass(frozen=True, slots=True)
class Drawn:
    """A box of the picture of descent: how far down from the top, the document, and how many more hang beside it undrawn."""

    depth: int
    shown: Shown
    is_asked: bool
    others: int = 0


def books_visible_to(actor: Actor) -> Q:
    """Where a document's book may lie: under where the actor sees figures, or above."""
    roots = actor.roots(SEE)
    if not roots:
        return Q(pk__in=[])
    day = clock.today()
    above = Closure.objects.filter(descendant_id__in=roots, valid_from__lte=day, valid_to__gt=day)
    return Q(organisation_id__in=above.values("ancestor_id")) | Q(organisation_id__in=subtree(roots))


def documents_visible_to(actor: Actor) -> QuerySet[Document]:
    """The documents an actor may see, lines that do not stand too."""
    return Document.objects.filter(books_visible_to(actor))


def book_of(actor: Actor, organisation: int, where: str) -> QuerySet[Document]:
    """The documents in an organisation's own book, in those "above" it or "below" it; only what stands, only what the actor may see."""
    day = clock.today()
    rows = documents_visible_to(actor).filter(cancelled_by=None)
    if where == "above":
        above = Closure.objects.filter(descendant_id=organisation, depth__gt=0, valid_from__lte=day, valid_to__gt=day)
        return rows.filter(organisation_id__in=above.values("ancestor_id"))
    if where == "below":
        return rows.filter(organisation_id__in=subtree([organisation])).exclude(organisation_id=organisation)
    return rows.filter(organisation_id=organisation)


def in_force(rows: QuerySet[Document], on: date) -> QuerySet[Document]:
    """Those issued by a day that have not ended on it."""
    over = Ending.objects.filter(document=OuterRef("pk"), cancelled_by=None, on__lte=on)
    return rows.filter(~Exists(over), cancelled_by=None, dated__lte=on)


def shown(rows: Iterable[Document], on: date) -> list[Shown]:
    """Documents in words as they stand on a day, in two questions however many there are."""
    listed = list(rows)
    endings = {
        one.document_id: one
        for one in Ending.objects.filter(document__in=listed, cancelled_by=None).select_related("replaced_by")
    }
    places = names({row.organisation_id for row in listed})
    return [_shown(row, endings.get(row.pk), places.get(row.organisation_id, ""), on) for row in listed]


def _shown(row: Document, ending: Ending | None, place: str, on: date) -> Shown:
    over = ending is not None and ending.on <= on
    state = "in_force" if not over else "replaced" if ending and ending.replaced_by_id else "ended"
    return Shown(row, called(row.type, row.written), body_of(row.organ, row.outside, place), state, ending)


def told_of(row: Document) -> str:
    """A document in one line: type, number and day."""
    return f"{called(row.type, row.written)}, {row.dated:%d/%m/%Y}"


def descent(document: Document, actor: Actor, on: date) -> list[Drawn]:
    """The picture of descent: what the document carries out, from the top; itself; what carries it out. Only what may be seen."""
    seen = documents_visible_to(actor).filter(cancelled_by=None)
    above = _above(document, seen)
    below, hidden = _below(document, seen)
    words = {one.row.pk: one for one in shown([*above, document, *(row for _depth, row in below)], on)}
    drawn = [Drawn(depth, words[row.pk], False) for depth, row in enumerate(above)]
    base = len(above)
    drawn.append(Drawn(base, words[document.pk], True, hidden.get(document.pk, 0)))
    return drawn + [Drawn(base + depth, words[row.pk], False, hidden.get(row.pk, 0)) for depth, row in below]


def _above(document: Document, seen: QuerySet[Document]) -> list[Document]:
    """Up to the top, one after another: of several carried out at once the oldest first, each once."""
    chain: list[Document] = []
    edge, known = [document.pk], {document.pk}
    for _turn in range(HIGHEST):
        sources = seen.filter(carried_by__document__in=edge, carried_by__cancelled_by=None).exclude(pk__in=known)
        found = list(sources.distinct().order_by("-dated", "-pk")[:DRAWN])
        if not found:
            break
        chain += found
        edge, known = [row.pk for row in found], known | {row.pk for row in found}
    return chain[::-1]


def _below(document: Document, seen: QuerySet[Document]) -> tuple[list[tuple[int, Document]], dict[int, int]]:
    """What carries it out, depth first, of each only some drawn; and how many of each are not."""
    found: list[tuple[int, Document]] = []
    hidden: dict[int, int] = {}

    def walk(parent: Document, depth: int) -> None:
        rows = seen.filter(carries__source=parent, carries__cancelled_by=None).order_by("dated", "pk")
        few = list(rows[: DRAWN if depth == 1 else 3])
        if len(few) >= 3 and (count := rows.count()) > len(few):
            hidden[parent.pk] = count - len(few)
        for row in few:
            found.append((depth, row))
            if depth < HIGHEST and len(found) < 40:
                walk(row, depth + 1)

    walk(document, 1)
    return found, hidden


def carried_counts(documents: Sequence[int]) -> dict[int, int]:
    """How many documents that stand carry out each of these."""
    rows = Carrying.objects.filter(source__in=documents, cancelled_by=None).values("source_id")
    return {row["source_id"]: row["n"] for row in rows.annotate(n=Count("pk"))}


def offered_to_carry(organisation: int, wanted: str, on: date) -> list[tuple[int, str]]:
    """What a document of an organisation can carry out: the one asked for by number, and the newest in force of its own and those above."""
    rows = in_force(Document.objects.filter(organisation_id__in=books_above(organisation, on)), on)
    is_number = wanted.isascii() and wanted.isdigit() and len(wanted) < 19
    asked = list(rows.filter(pk=int(wanted))) if is_number else []
    newest = [row for row in rows.order_by("-dated", "-pk")[:OFFERED] if row not in asked]
    return [(row.pk, f"{told_of(row)} – {row.title}") for row in [*asked, *newest]]


def offered_to_replace(document: Document) -> list[tuple[int, str]]:
    """What of the same book can have replaced a document, the newest first."""
    others = Document.objects.filter(
        organisation_id=document.organisation_id, cancelled_by=None, dated__gte=document.dated
    )
    rows = others.exclude(pk=document.pk).order_by("-dated", "-pk")[:MOST_OTHERS]
    return [(row.pk, f"{told_of(row)} – {row.title}") for row in rows]
