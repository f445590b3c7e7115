from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

COUNTS = ("satisfied", "neutral", "not_satisfied")

register(
    EventKind(
        "citizens.rated",
        _("Ý kiến của người dân về {organisation} đến hết ngày {date}, {way}: {satisfied} hài lòng, {neutral} bình thường, "
          "{not_satisfied} chưa hài lòng"),
        data=("way", "first", *COUNTS, "reasons", "number", "dated"),
        label=_("Ghi ý kiến của người dân"),
    ),
    EventKind(
        "citizens.rating_cancelled",
        _("{organisation} hủy một lần ghi nhầm ý kiến của người dân đến ngày {date}"),
        data=("reason",),
        label=_("Hủy ý kiến người dân ghi nhầm"),
    ),
)  # fmt: skip
