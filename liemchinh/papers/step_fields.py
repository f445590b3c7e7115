"""What the form of a step asks of its papers. Where an organ makes none here, only number and day of the paper it must have, as typed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from liemchinh.casework.kinds import case_kind
from liemchinh.papers.declaring import NUMBERS, declaration_for
from liemchinh.papers.issuers import Issuer
from liemchinh.papers.of_steps import (
    HERE,
    LONGEST_NUMBER,
    LONGEST_PLACE,
    NONE,
    OUTSIDE,
    SECRET,
    WAYS,
    Choice,
    documents_of,
    faults_of_making,
)
from liemchinh.web.forms import DayField, LineField

DEPENDENT = frozenset({"documents", "number", "lies_at"})


def add_paper_fields(form: forms.Form, kind: str, step: str, on: date, issuer: Issuer) -> None:
    """Puts the fields of a step's papers at the end of a form; none where the step has no paper, or none that must be named.

    A page's style sheet shows of them what belongs to the way chosen; without it all are shown.
    """
    text = case_kind(kind).procedure.step(step, on)
    offered, fields = documents_of(kind, step, on), form.fields
    here = bool(offered) and not faults_of_making(issuer, on)
    if not here and not text.papers:
        return
    if here:
        fields["way"] = forms.ChoiceField(
            label=_("Văn bản của bước này"), choices=_ways(issuer, needed=bool(text.papers)), widget=forms.RadioSelect,
            initial=HERE if text.papers else NONE,
        )  # fmt: skip
        codes = [one.code for one in offered]
        fields["documents"] = forms.MultipleChoiceField(
            label=_("Văn bản được lập"), choices=[(one.code, one.title) for one in offered], required=False,
            widget=forms.CheckboxSelectMultiple, initial=[code for code in codes if code in text.papers] or codes,
        )  # fmt: skip
    told = _("Chỉ ghi khi văn bản đã có số.") if here else ""
    fields["number"] = LineField(
        label=_("Số, ký hiệu văn bản"), max_length=LONGEST_NUMBER, required=not here, help_text=told
    )
    fields["dated"] = DayField(label=_("Ngày ghi trên văn bản"), required=False)
    if here:
        fields["lies_at"] = LineField(
            label=_("Nơi để văn bản mật"), max_length=LONGEST_PLACE, required=False,
            help_text=_("Chỉ ghi với văn bản đóng dấu mật, ví dụ: tủ số 2 phòng văn thư."),
        )  # fmt: skip
    for name in DEPENDENT & fields.keys():
        # Whether it must be filled in follows from the way chosen: the label does not call it optional.
        fields[name].depends = True  # type: ignore[attr-defined]


def choice_of(told: Mapping[str, Any]) -> Choice:
    """What was filled in, from the cleaned data of a form with these fields; no paper where it has none of them."""
    number, dated = told.get("number", ""), told.get("dated")
    way = told.get("way", OUTSIDE if number else NONE)
    return Choice(way, tuple(told.get("documents", ())), number, dated, told.get("lies_at", ""))


def _ways(issuer: Issuer, *, needed: bool) -> list[tuple[str, Any]]:
    declared, words = declaration_for(issuer.organisation), dict(WAYS)
    if declared is not None and declared.holds == NUMBERS:
        words[HERE] = _("Máy cấp số; văn bản lập ngoài máy này")
    return [(code, words[code]) for code in (HERE, SECRET, OUTSIDE, NONE) if code != NONE or not needed]
