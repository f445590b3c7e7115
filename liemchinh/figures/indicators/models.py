"""Models of branches: how many were registered, and what committees and commissions decided about them, in effect and not revoked."""

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.emulation.words import FORMS, MODELS, ORGANS
from liemchinh.figures.declarations import Indicator, declare, declare_partition
from liemchinh.figures.sql.flows import DECIDED, REGISTERED
from liemchinh.members.reasons import Words


def _flow(key: str, label: Words, acts: tuple[str, ...], *, shown: bool = True) -> None:
    declare(Indicator(key, label, "models", "flow", "times", of="models", acts=acts, shown=shown))


_flow("models_registered", _("Mô hình chi hội đã đăng ký"), tuple(REGISTERED + model for model in MODELS))
declare_partition("models_registered", (f"models_registered_{model}" for model in MODELS))
for _model, _called in MODELS.items():
    _label = format_lazy(_("Đăng ký: {model}"), model=_called)
    _flow(f"models_registered_{_model}", _label, (REGISTERED + _model,), shown=False)

for _organ, _who in ORGANS.items():
    for _form, _what in FORMS.items():
        _prefix = f"{DECIDED}{_organ}.{_form}."
        _label = format_lazy(_("Chi hội được {organ} quyết định: {form}"), organ=_who, form=_what)
        _flow(f"models_{_organ}_{_form}", _label, tuple(_prefix + model for model in MODELS))
        for _model, _called in MODELS.items():
            _label = format_lazy(_("{model}: {organ}, {form}"), model=_called, organ=_who, form=_what)
            _flow(f"models_{_organ}_{_form}_{_model}", _label, (_prefix + _model,), shown=False)

declare(
    Indicator(
        "share_branches_sound",
        _("Tỷ lệ chi hội trực thuộc được ban điều hành công nhận trong sạch, vững mạnh toàn diện"),
        "models",
        "share",
        "percent",
        of="models",
        over=("models_committee_recognise_sound_strong", "organisations_branch"),
    )
)
