"""A text of the charter in the language of its reader."""

from django.utils.functional import lazy
from django.utils.translation import get_language


def _chosen(label: str, gloss: str) -> str:
    return gloss if gloss and get_language() == "en" else label


# `worded(label, gloss)`: the charter's label, or its English; decided when it is shown.
worded = lazy(_chosen, str)
