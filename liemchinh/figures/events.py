from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "figures.value_reported",
        _("Ghi số liệu được báo cáo của {organisation}: {indicator} là {value}"),
        label=_("Ghi số liệu được báo cáo"),
        data=("indicator", "value"),
    ),
    EventKind(
        "figures.line_published",
        _("Ghi dòng “{key}” của một báo cáo đã công bố về {organisation}"),
        label=_("Ghi dòng đã công bố"),
        data=("key", "report", "label", "indicator", "period", "as_of", "filters", "unit", "printed", "is_change"),
    ),
    EventKind(
        "figures.exported",
        _("Xuất số liệu của {organisation} ra tệp: {what}"),
        label=_("Xuất số liệu"),
        data=("what", "from", "to", "tree_on", "known_on"),
    ),
)
