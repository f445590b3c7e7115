"""What can be reported, in the language of the page: the catalogue and its English, never an office's own words."""

from collections.abc import Sequence

from django.utils.translation import get_language

from regulations.catalogue import GROUPS, GROUPS_IN_ENGLISH, Item, reportable


def kind_words(item: Item) -> str:
    """One kind."""
    return item.gloss if get_language() == "en" else item.text


def kinds_of(codes: Sequence[str]) -> list[Item]:
    """The kinds an office takes, in its order; a code this side does not know is left out."""
    items = reportable()
    return [items[code] for code in codes if code in items]


def choices_of(codes: Sequence[str]) -> list[tuple[str, list[tuple[str, str]]]]:
    """The same as a form offers them: by group."""
    chosen, groups = kinds_of(codes), GROUPS_IN_ENGLISH if get_language() == "en" else GROUPS
    return [
        (title, found)
        for group, title in groups.items()
        if (found := [(item.code, kind_words(item)) for item in chosen if item.group == group])
    ]
