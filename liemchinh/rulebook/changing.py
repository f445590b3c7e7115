"""The rules of each tree before and after a value begins or ends, made without writing anything."""

from collections.abc import Callable, Sequence
from functools import cache

from liemchinh.rulebook.current import in_force, rules
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.moving import Change
from liemchinh.rulebook.places import covered
from liemchinh.rulebook.rows import local_of, shipped
from regulations.charter import Charter
from regulations.layering import with_local


def begun(value: LocalValue) -> Change:
    """What changes once this value counts; of a year's days off it takes the place of those vouched for before in the same place."""
    replaced = local_of(value).year != 0

    def stays(other: LocalValue) -> bool:
        return not (replaced and other.name == value.name and other.tree_id == value.tree_id)

    return _change(value, lambda found: [*(other for other in found if stays(other)), value])


def ended(value: LocalValue) -> Change:
    """What changes once this value counts no more."""
    return _change(value, lambda found: [other for other in found if other.pk != value.pk])


def _change(value: LocalValue, changed: Callable[[Sequence[LocalValue]], Sequence[LocalValue]]) -> Change:
    last = rules().entry
    standing = list(in_force(last)) if last else []

    def of(tree: int, values: Sequence[LocalValue]) -> Charter:
        return with_local(shipped(), [local_of(one) for one in values if one.tree_id in {None, tree}])[0]

    before = cache(lambda tree: of(tree, standing))
    after = cache(lambda tree: of(tree, changed(standing)))
    return Change(covered(value.tree_id), before, after)
