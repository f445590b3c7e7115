from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind(
        "directives.recorded",
        _("{organisation} ghi văn bản chỉ đạo {written} ngày {date}"),
        data=("organ", "outside", "type", "number", "written", "term", "carries"),
        # What a document is called is typed by people: beside the chain, where it can be erased.
        personal=("title",),
        label=_("Ghi văn bản chỉ đạo"),
    ),
    EventKind(
        "directives.ended",
        _("{organisation} ghi văn bản {written} hết hiệu lực"),
        data=("document", "written", "replaced_by"),
        label=_("Văn bản chỉ đạo hết hiệu lực"),
    ),
    EventKind(
        "directives.resumed",
        _("{organisation} hủy lần ghi nhầm văn bản {written} hết hiệu lực"),
        data=("document", "written", "reason"),
        label=_("Hủy ghi hết hiệu lực nhầm"),
    ),
    EventKind(
        "directives.cancelled",
        _("{organisation} hủy dòng văn bản {written} ghi nhầm"),
        data=("written", "reason"),
        label=_("Hủy văn bản chỉ đạo ghi nhầm"),
    ),
)
