"""Discipline: decisions by form and object, and the few lines reports print of them. Sanctions cross with nothing else (guards 10).

A lapsed sanction stays among the decisions of its period; an annulled one does not; a changed one counts in its new form, and, as known
on a day before the ruling was recorded, in its form of before.
"""

from typing import Any

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Condition, Indicator, Sensitive, Unit, declare, declare_partition
from liemchinh.figures.indicators.cases import OBJECTS, ORGANS
from liemchinh.figures.indicators.lists import sanctions
from liemchinh.figures.sql.cases import FILED, SANCTIONED
from liemchinh.members.reasons import Words
from liemchinh.rulebook.worded import worded
from regulations.sanctions import EFFECTS, MEMBERS, ORGANISATIONS, POSTS_END

VERB = "discipline.keep"


def imposed_on(whom: str, effect: tuple[str, ...] = EFFECTS) -> tuple[str, ...]:
    """The charter's sanctions on members or on organisations, of those that do one of these things."""
    return tuple(one.code for one in sanctions().values() if whom in one.on and one.effect in effect)


FORMS = {one.code: worded(one.label.lower(), one.gloss.lower()) for one in sanctions().values()}
FORMS_OF = {"orgs": imposed_on(ORGANISATIONS), "members": imposed_on(MEMBERS)}
# What the reports name: found in the yearly review, and as head of an organisation.
REVIEW = Condition("content", "holds", ("duty.rated_not_completed",))
AS_HEAD = (Condition("heads", "yes"), Condition("content", "holds", ("office.lax_oversight",)))
MANAGED = Condition("managed", "in", ("province",))


def _declare(key: str, label: Words, act: str, *where: Condition, unit: Unit = "times", **more: Any) -> None:
    sensitive: Sensitive = "conduct" if act == SANCTIONED else "open"
    declare(Indicator(key, label, "discipline", "flow", unit, of="cases", acts=(act,), where=where, sensitive=sensitive,
                      opened_by=VERB, **more))  # fmt: skip


def _form(code: str) -> Condition:
    return Condition("form", "in", (code,))


for _about, _forms in FORMS_OF.items():
    _called, _who = OBJECTS[_about]
    _unit: Unit = "organisations" if _about == "orgs" else "times"
    _declare(
        f"sanctioned_{_about}", format_lazy(_("Thi hành kỷ luật: {whom}"), whom=_called), SANCTIONED, *_who, unit=_unit
    )
    for _code in _forms:
        _label = format_lazy(_("Thi hành kỷ luật: {whom}, {form}"), whom=_called, form=FORMS[_code])
        _declare(f"sanctioned_{_about}_{_code}", _label, SANCTIONED, *_who, _form(_code), unit=_unit)
    declare_partition(f"sanctioned_{_about}", (f"sanctioned_{_about}_{_code}" for _code in _forms))
    for _organ, _name in ORGANS.items():
        _label = format_lazy(_("Kỷ luật sau kiểm tra của {organ}: {whom}"), organ=_name, whom=_called)
        _declare(f"sanctioned_after_{_organ}_{_about}", _label, SANCTIONED, *_who, Condition("arises", "in", (_organ,)),
                 unit=_unit, shown=False)  # fmt: skip
    for _code in (code for code in _forms if not sanctions()[code].effect):
        _label = format_lazy(_("Kỷ luật qua đánh giá hằng năm: {whom}, {form}"), whom=_called, form=FORMS[_code])
        _declare(f"review_{_about}_{_code}", _label, SANCTIONED, *_who, REVIEW, _form(_code), unit=_unit, shown=False)

_declare("sanctioned_people", _("Hội viên bị kỷ luật, đếm một lần"), SANCTIONED, *OBJECTS["members"][1], unit="people", distinct=True,
         shown=False)  # fmt: skip
_declare("heads", _("Người đứng đầu bị xem xét kỷ luật về trách nhiệm"), FILED, *AS_HEAD, shown=False)
_declare("heads_managed", _("Trong đó: cán bộ cấp tỉnh quản lý"), FILED, *AS_HEAD, MANAGED, shown=False)
_declare(
    "heads_pending", _("Trong đó: đang xem xét vào cuối kỳ"), FILED, *AS_HEAD, Condition("pending", "yes"), shown=False
)
for _code in imposed_on(MEMBERS, effect=("", POSTS_END)):
    _label = format_lazy(_("Người đứng đầu bị kỷ luật về trách nhiệm: {form}"), form=FORMS[_code])
    _declare(f"heads_{_code}", _label, SANCTIONED, *AS_HEAD, _form(_code), shown=False)
