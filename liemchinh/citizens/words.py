"""Closed lists of this room: how a rating came, why a count does not stand. What citizens answer and why: `envelopes.words`. No "other"."""

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from liemchinh.members.reasons import CANCELLATION, Words

# What may be done: keep the page for citizens and its counts; look at the picture.
KEEP, SEE = "citizens.keep", "figures.see"
SATISFIED, NEUTRAL, NOT_SATISFIED = "satisfied", "neutral", "not_satisfied"
# One for each finished file: by the code on its result slip, or counted on paper. Whoever answers without a code is counted apart.
SLIP, OPEN, PAPER = "slip", "open", "paper"
WAYS: Mapping[str, Words] = {
    SLIP: _("theo mã trên phiếu kết quả"),
    OPEN: _("không có mã"),
    PAPER: _("phiếu giấy, theo văn bản"),
}
OF_FILES = (SLIP, PAPER)
CANCELLING: Mapping[str, Words] = {code: CANCELLATION[code] for code in ("twice", "wrong_day", "wrong_place")}
# In an office and a period with fewer answers nobody is told how they were: whoever was there that day would be known.
FEWEST_SHOWN = 5
