"""Which definitions there are to build, and what their sketches and editions say."""

from django.db.models import Exists, Max, OuterRef, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.figures.declarations import indicators
from liemchinh.figures.showing import KINDS
from liemchinh.organisations.queries import subtree
from liemchinh.reports.defined import Choice, newest_editions, read_edition, shipped
from liemchinh.reports.models import Definition, Edition, Sketch
from liemchinh.reports.words import KEEP, SAYINGS
from regulations.report_text import read_unfinished
from regulations.reports import Field, ReportDefinition, TableRow


def definitions_visible_to(actor: Actor) -> QuerySet[Definition]:
    """Those that stand, of organisations where the actor keeps reports; each with the number of its newest edition (`newest`)
    and whether it is being built (`has_sketch`)."""
    rows = Definition.objects.filter(organisation_id__in=subtree(actor.roots(KEEP)), cancelled_by=None)
    return rows.annotate(
        newest=Max("editions__number"), has_sketch=Exists(Sketch.objects.filter(definition=OuterRef("pk")))
    )


def editions_from_above(actor: Actor) -> list[Edition]:
    """The newest editions that offices above built for what is below them: read here, changed there."""
    own = set(definitions_visible_to(actor).values_list("pk", flat=True))
    found = {
        one.pk: one
        for root in sorted(actor.roots(KEEP))
        for one in newest_editions(root)
        if one.definition_id not in own
    }
    return list(found.values())


def may_read(actor: Actor, definition: Definition) -> bool:
    """Whoever keeps reports where it was built, or below, where it is used."""
    if actor.covers(KEEP, definition.organisation_id):
        return True
    return any(one.definition_id == definition.pk for one in editions_from_above(actor))


def bases_of(organisation: int) -> list[Choice]:
    """What a definition may begin as a copy of: those of the charter, and the editions that are used there."""
    own = [Choice(f"e:{one.pk}", read_edition(one.text), one) for one in newest_editions(organisation)]
    return [*(Choice(f"s:{code}", one) for code, one in shipped().items()), *own]


def standing_definition(number: int) -> Definition | None:
    """The definition of a number, unless it was closed."""
    return Definition.objects.filter(pk=number, cancelled_by=None).first()


def editions_of(definition: Definition) -> list[Edition]:
    """All that were published, the newest first."""
    return list(Edition.objects.filter(definition=definition, cancelled_by=None).order_by("-number"))


def sketch_of(definition: Definition) -> Sketch | None:
    """The edition that is being built; None where none is."""
    return Sketch.objects.filter(definition=definition).first()


def newest_edition(definition: Definition) -> Edition | None:
    """The last one that was published."""
    return next(iter(editions_of(definition)), None)


def sketched(sketch: Sketch) -> ReportDefinition:
    """What a sketch says so far."""
    return read_unfinished(sketch.text)


def label_of(definition: ReportDefinition, name: str) -> str:
    """What a figure of it is called."""
    named = definition.named(name)
    declared = indicators().get(named.indicator)
    return str(declared.label) if declared else named.line or name


def when_of(definition: ReportDefinition, name: str) -> str:
    """What of it stands there: at the beginning, or as the indicator is counted."""
    named = definition.named(name)
    declared = indicators().get(named.indicator)
    if named.at == "start":
        return str(SAYINGS["start"])
    return str(KINDS.get(declared.kind, "")) if declared else ""


def label_of_row(definition: ReportDefinition, row: TableRow) -> str:
    """A line of a table as it is called."""
    return row.label or label_of(definition, row.figure)


def words_of_field(definition: ReportDefinition, field: Field) -> str:
    """A figure in a sentence, in words."""
    told = f"{label_of(definition, field.name)}: {SAYINGS[field.saying or 'value']}"
    if definition.named(field.name).at == "start" and not field.saying:
        told = f"{label_of(definition, field.name)}: {SAYINGS['start']}"
    return f"{told} {label_of(definition, field.whole)}" if field.whole else told
