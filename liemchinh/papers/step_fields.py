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


def add_paper_fields(form: forms.Form, kind: str, step: str, on: date, issuer: Issuer) -> None:
    """Puts the fields of a step's papers at the end of a form; none where the step has no paper, or none that must be named.

    A page's style sheet shows of them what belongs to the way chosen; without it all are shown.
    """
    text = case_kind(kind).procedure.step(step, on)
    offered = documents_of(kind, step, on)
    here = bool(offered) and not faults_of_making(issuer, on)
    if not here and not text.papers:
        return
    if here:
        codes = [one.code for one in offered]
        _add_way(form, issuer, _("Văn bản của bước này"), needed=bool(text.papers))
        form.fields["documents"] = forms.MultipleChoiceField(
            label=_("Văn bản được lập"), choices=[(one.code, one.title) for one in offered], required=False,
            widget=forms.CheckboxSelectMultiple, initial=[code for code in codes if code in text.papers] or codes,
        )  # fmt: skip
    _add_number(form, here=here)
    form.fields["dated"] = DayField(label=_("Ngày ghi trên văn bản"), required=False)
    _add_place(form, here=here)


def add_paper_fields_of_act(
    form: forms.Form, on: date, issuer: Issuer | None, *, needed: bool, label: str | None = None
) -> None:
    """Puts the fields of the one paper of an act that is no step at the end of a form, but the day written on it, which the form asks.

    `issuer`: whose paper it is, None where another office draws it up: then it is only typed. `needed`: the act has one always.
    """
    here = issuer is not None and not faults_of_making(issuer, on)
    if here and issuer is not None:
        _add_way(form, issuer, label or _("Quyết định này"), needed=needed)
    _add_number(form, here=here or not needed)
    _add_place(form, here=here)


def _add_way(form: forms.Form, issuer: Issuer, label: str, *, needed: bool) -> None:
    form.fields["way"] = forms.ChoiceField(
        label=label, choices=_ways(issuer, needed=needed), widget=forms.RadioSelect, initial=HERE if needed else NONE
    )


def _add_number(form: forms.Form, *, here: bool) -> None:
    told = _("Chỉ ghi khi văn bản đã có số.") if here else ""
    form.fields["number"] = LineField(
        label=_("Số, ký hiệu văn bản"), max_length=LONGEST_NUMBER, required=not here, help_text=told
    )
    _depends(form, "number")


def _add_place(form: forms.Form, *, here: bool) -> None:
    if here:
        form.fields["lies_at"] = LineField(
            label=_("Nơi để văn bản mật"), max_length=LONGEST_PLACE, required=False,
            help_text=_("Chỉ ghi với văn bản đóng dấu mật, ví dụ: tủ số 2 phòng văn thư."),
        )  # fmt: skip
        _depends(form, "lies_at")
        if "documents" in form.fields:
            _depends(form, "documents")


def _depends(form: forms.Form, name: str) -> None:
    # Whether it must be filled in follows from the way chosen: the label does not call it optional.
    form.fields[name].depends = True  # type: ignore[attr-defined]


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
