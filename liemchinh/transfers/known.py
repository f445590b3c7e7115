"""Is whoever comes with a letter somebody this list holds already? Nobody may come to stand in it twice, or come back by the wrong door."""

from collections.abc import Iterable

from liemchinh.members.duplicates import probable_duplicates
from liemchinh.members.facts import PersonFacts
from liemchinh.members.likeness import Told
from liemchinh.members.models import Spell
from regulations.answers import Refusal, Refused

# The same words for whoever stands in a branch and for whoever left in another way: who they are is not to be found out by typing a name.
NOT_BY_LETTER = Refusal(
    "in-the-list",
    "Danh sách đã có một người rất giống, chưa rời danh sách này bằng giấy giới thiệu.",
    remedy="Nếu là người này, nhờ cán bộ tổ chức xem hồ sơ: giấy giới thiệu do chi hội đang sinh hoạt ghi, phục hồi hay kết nạp lại "
    "có thủ tục riêng. Nếu là người khác, nhờ cán bộ tổ chức ghi người mới.",
)


def left_by_letter(people: Iterable[int]) -> bool:
    """Did each of them leave this list with a letter, so that a letter brings them back? Struck off, expelled or left: never."""
    last = {
        spell.person_id: spell
        for spell in Spell.objects.filter(person_id__in=list(people), cancelled_by=None).order_by("starts_on")
    }
    return all(spell.ends_kind == "transferred_out" for spell in last.values())


def known_outside(facts: PersonFacts) -> int | None:
    """The person of this list, no longer standing in it, whom the papers surely name: they come again. None: somebody new.

    Refuses when the papers probably name somebody who did not leave with a letter, or several people; of these nothing more is told.
    """
    told = Told(facts.full_name, facts.birth, facts.card_no, facts.gender, None)
    twins = [twin.person for twin in probable_duplicates([told])[0] if twin.how.likely]
    if not left_by_letter(twins):
        raise Refused([NOT_BY_LETTER])
    if len(twins) > 1:
        raise Refused(
            [
                Refusal(
                    "several",
                    "Danh sách đã có nhiều người rất giống từng chuyển đi.",
                    remedy="Hãy ghi đủ số thẻ, ngày sinh; hoặc nhờ cán bộ tổ chức ghi việc chuyển đến ở hồ sơ của đúng người.",
                )
            ]
        )
    return twins[0] if twins else None
