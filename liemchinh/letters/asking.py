"""What the rules say of a letter. Unknown neither permits nor refuses: two officers first say what their text says (guards 12)."""

from datetime import date

from liemchinh.letters.words import COMPETENT, DENUNCIATION, INFORMATION, MIXED
from liemchinh.rulebook.current import charter
from regulations.answers import Answer, Refusal

ANONYMOUS = "denunciation.anonymous"
NOT_A_DENUNCIATION = "not_a_denunciation"
VERIFY = "Hai cán bộ nêu và xác nhận giá trị này ở “Giá trị cơ quan phải xác nhận”."


def of_anonymous(organisation: int, on: date) -> Answer:
    """What is done with an anonymous letter by the text of a day."""
    return charter(organisation).rulebook.parameter(ANONYMOUS, on=on)


def faults_of_anonymous(kind: str, outcome: str, organisation: int, on: date) -> list[Refusal]:
    """What speaks against handling an anonymous letter like this: a denunciation nobody signed is none, by the text of that day."""
    if outcome != COMPETENT or kind not in (DENUNCIATION, MIXED):
        return []
    answer = of_anonymous(organisation, on)
    if answer.verdict == "unknown":
        told = f"Chưa rõ quy định ngày {on:%d/%m/%Y} cho giải quyết đơn tố cáo không rõ người viết hay không. {answer.reason}"
        return [Refusal("anonymous-unknown", told, remedy=VERIFY)]
    if answer.value != NOT_A_DENUNCIATION:
        return []
    told = "Đơn không rõ người viết thì không giải quyết như tố cáo."
    remedy = "Nếu đơn nêu rõ nơi nhận, người bị nêu và nội dung thì dùng để nắm thông tin; nếu không thì lưu đơn."
    return [Refusal("anonymous", told, str(answer.citation or ""), remedy)]


def faults_of_information(is_anonymous: bool, outcome: str) -> list[Refusal]:
    """Only what nobody signed is kept as information: whoever signed is owed an answer."""
    if outcome != INFORMATION or is_anonymous:
        return []
    told = "Đơn có người viết thì phải giải quyết hoặc chuyển, không chỉ dùng để nắm thông tin."
    return [Refusal("signed", told, remedy="Hãy chọn giải quyết tại đây hoặc chuyển nơi có thẩm quyền.")]
