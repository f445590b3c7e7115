"""The closed catalogue as fields of a form: one group after another, each item a box to tick."""

from typing import Any

from django import forms

from regulations.catalogue import GROUPS, catalogue


class ContentForm(forms.Form):
    """Content is chosen from the shipped catalogue; nothing can be added or reworded (guards 2)."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        for group, title in GROUPS.items():
            found = [(one.code, one.text) for one in catalogue().values() if one.group == group]
            self.fields[f"content_{group}"] = forms.MultipleChoiceField(
                label=title, choices=found, required=False, widget=forms.CheckboxSelectMultiple
            )

    @property
    def groups(self) -> list[Any]:
        """The fields of content, one for each group of the catalogue, each with how many are ticked."""
        return [(self[f"content_{group}"], len(self[f"content_{group}"].value() or ())) for group in GROUPS]

    @property
    def others(self) -> list[Any]:
        """The fields beside content, in their order."""
        return [self[name] for name in self.fields if not name.startswith("content_")]

    def content(self) -> tuple[str, ...]:
        """What was ticked, by code in the catalogue's order, once valid."""
        return tuple(code for group in GROUPS for code in self.cleaned_data[f"content_{group}"])


def initial_content(codes: tuple[str, ...]) -> dict[str, list[str]]:
    """What is ticked beforehand: what was chosen before, nothing else."""
    return {f"content_{group}": [code for code in codes if catalogue()[code].group == group] for group in GROUPS}
