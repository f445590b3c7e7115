from django.utils.translation import gettext_lazy as _

from liemchinh.casework.events import STEP_DATA
from liemchinh.casework.kinds import case_kind
from liemchinh.discipline.cases import KIND
from liemchinh.journal.registry import EventKind, register

SAID = {
    "filed": ("source", "source_number", "source_dated", "source_issuer", "allegation"),
    "branch_meeting": ("ballot", "heard", "by"),
    "body_meeting": ("ballot", "heard", "by"),
    "heard": ("heard", "by"),
    "deferred": ("clause", "ask_again_on"),
    "proposed": ("allegation",),
    "decided": (
        "form",
        "organ",
        "of_person",
        "of_organisation",
        "by",
        "posts",
        "unverified",
        "withheld",
        "effective_on",
    ),
    "announced": ("effective_on", "lapses_on", "by_product"),
    "not_sanctioned": ("cause",),
}


def _steps() -> None:
    """Each step is an act with the title the charter gives it."""
    for step in {step.code: step for step in case_kind(KIND).procedure.steps}.values():
        sentence = f"{{organisation}}: {step.title[:1].lower()}{step.title[1:]}"
        register(EventKind(f"{KIND}.{step.code}", sentence, data=(*STEP_DATA, *SAID.get(step.code, ())),
                           label=step.title, sensitive=True))  # fmt: skip


_steps()
register(
    EventKind(
        "discipline.allegation_stated",
        _("{organisation} ghi lại nội dung, ngày của vi phạm và điều dùng để xét thẩm quyền"),
        data=("allegation",),
        label=_("Ghi lại nội dung vi phạm"),
        sensitive=True,
    ),
)
register(
    EventKind(
        "discipline.set_aside",
        _("{organisation} ghi quyết định của cấp có thẩm quyền về một quyết định kỷ luật"),
        data=("outcome", "form", "number", "dated", "issuer", "lapses_on", "by_product", "ruled_in"),
        label=_("Quyết định của cấp trên về kỷ luật"),
        sensitive=True,
    ),
)
