"""Forms of the wizard. They read; services decide."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.imports.reading.unreadable import LARGEST_FILE, MEGABYTE
from liemchinh.imports.services import LONGEST_SOURCE
from liemchinh.imports.shown import ethnic_lists, field_names, kinds
from liemchinh.organisations.queries import search_visible_to, versions_visible_to
from liemchinh.web.components import Option
from liemchinh.web.forms import LineField, PickField, PickingForm

ENDINGS = ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt"
VERB = "imports.run"
OFFERED = 30
# The answer "nothing of these".
NONE = "none"


class UploadForm(forms.Form):
    """The file to read."""

    file = forms.FileField(
        label=_("Tệp Excel hoặc CSV"), max_length=255, allow_empty_file=True, widget=forms.FileInput({"accept": ENDINGS}),
        help_text=_("Đuôi .xlsx, .xls, .xlsb, .ods, .csv, .txt; tối đa %(size)s MB.") % {"size": LARGEST_FILE // MEGABYTE},
        error_messages={"required": _("Hãy chọn một tệp.")},
    )  # fmt: skip


class TargetForm(PickingForm):
    """Into which organisation a file goes, and whose ids it carries."""

    source = LineField(
        label=_("Mã trong tệp do đâu đặt"), max_length=LONGEST_SOURCE, required=False,
        help_text=_("Chỉ ghi khi nhiều nơi tự đặt mã, ví dụ huyen-cang-long; lần sau nhập tệp của nơi ấy thì ghi đúng như vậy."),
    )  # fmt: skip

    def __init__(self, *args: Any, actor: Actor, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["into"] = PickField(
            label=_("Tệp này của tổ chức nào"), **_picking(actor, on),
            help_text=_("Dòng không ghi tổ chức được ghi vào đây. Dòng ghi một tổ chức không thuộc nơi này sẽ bị từ chối."),
        )  # fmt: skip
        self.order_fields(["into", "source"])


def _picking(actor: Actor, on: date) -> dict[str, Any]:
    roots = actor.roots(VERB)

    def option(version: Any) -> Option:
        return Option(
            str(version.organisation_id), version.name, " · ".join(filter(None, (version.kind, version.code)))
        )

    def look_up(query: str) -> list[Option]:
        if query:
            return [option(version) for version in search_visible_to(actor, query, on, verb=VERB)]
        visible = versions_visible_to(actor, on, VERB)
        tops = list(visible.filter(organisation_id__in=roots).order_by("sort_key")[:OFFERED])
        below = visible.filter(parent_id__in=roots).exclude(organisation_id__in=roots).order_by("sort_key")[:OFFERED]
        return [option(version) for version in [*tops, *below]]

    def title_of(number: int) -> Option | None:
        version = versions_visible_to(actor, on, VERB).filter(organisation_id=number).first()
        return option(version) if version else None

    return {"look_up": look_up, "title_of": title_of}


class KindForm(forms.Form):
    """What a table is."""

    kind = forms.ChoiceField(label=_("Bảng này là"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [
            *((code, name.capitalize()) for code, name in kinds().items()),
            (NONE, _("Không nhập bảng này")),
        ]


class ColumnForm(forms.Form):
    """What one column means. A meaning that another column has now moves here."""

    field = forms.ChoiceField(label=_("Cột này là"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, kind: str, taken_by: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices: list[tuple[str, Any]] = [(NONE, _("Không lấy cột này"))]
        for code, name in field_names(kind).items():
            other = taken_by.get(code)
            now = _("%(name)s (đang lấy từ cột “%(column)s”)") % {"name": name, "column": other[:60]} if other else name
            choices.append((code, now))
        field: Any = self.fields["field"]
        field.choices = choices


class NumbersForm(forms.Form):
    """Which list the numbers of ethnic groups come from."""

    ethnic_list = forms.ChoiceField(label=_("Số trong cột dân tộc theo danh mục nào"), widget=forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["ethnic_list"]
        field.choices = [(code, name.capitalize()) for code, name in ethnic_lists().items()]


class DecisionForm(forms.Form):
    """Who a waiting row is: `same-<person>`, `other` or `left_out`."""

    decision = forms.ChoiceField(
        label=_("Dòng này"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Hãy chọn một trong các cách dưới đây.")},
    )

    def __init__(self, *args: Any, choices: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["decision"]
        field.choices = choices
