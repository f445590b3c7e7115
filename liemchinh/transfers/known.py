"""Is whoever comes with a letter somebody this list holds already? Nobody may come to stand in it twice."""

from liemchinh.members.duplicates import probable_duplicates
from liemchinh.members.facts import PersonFacts
from liemchinh.members.likeness import Told
from liemchinh.members.models import Spell
from regulations.answers import Refusal, Refused


def known_outside(facts: PersonFacts) -> int | None:
    """The person of this list, no longer standing in it, whom the papers surely name: they come again. None: somebody new.

    Refuses when the papers probably name somebody who stands in a branch now, or several people; of these nothing more is told.
    """
    told = Told(facts.full_name, facts.birth, facts.card_no, facts.gender, None)
    twins = [twin.person for twin in probable_duplicates([told])[0] if twin.how.likely]
    standing = Spell.objects.filter(person_id__in=twins, ends_on=None, cancelled_by=None)
    if standing.exists():
        raise Refused(
            [
                Refusal(
                    "in-the-list",
                    "Danh sách đã có một người rất giống, đang sinh hoạt ở một chi bộ.",
                    remedy="Nếu là người này, đề nghị chi bộ đó ghi giấy giới thiệu. Nếu là người khác, nhờ cán bộ tổ chức ghi người mới.",
                )
            ]
        )
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
