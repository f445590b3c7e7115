"""What the rules say of a letter. Unknown neither permits nor refuses: two officers first say what their text says (guards 12)."""

from datetime import date

from liemchinh.letters.words import COMPETENT, CONCLUSIONS, DENUNCIATION, INFORMATION, MIXED
from liemchinh.rulebook.current import charter
from regulations.answers import Answer, Refusal

ANONYMOUS = "denunciation.anonymous"
MIXED_PETITION = "appeal.mixed_petition"
CONCLUSION_TYPES = "denunciation.conclusion_types"
NOT_A_DENUNCIATION, APPEAL_PART_ONLY = "not_a_denunciation", "appeal_part_only"
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


def faults_of_kind(kind: str, organisation: int, on: date) -> list[Refusal]:
    """What speaks against opening a denunciation out of a letter of a kind: another kind, or a mixed one where only the appeal is heard."""
    if kind == DENUNCIATION:
        return []
    if kind != MIXED:
        told = "Đơn này không phải đơn tố cáo."
        return [Refusal("kind", told, remedy="Ghi nhầm loại đơn thì hủy dòng ấy và ghi lại.")]
    answer = charter(organisation).rulebook.parameter(MIXED_PETITION, on=on)
    if answer.verdict == "unknown":
        told = f"Chưa rõ quy định ngày {on:%d/%m/%Y} về đơn vừa khiếu nại vừa tố cáo. {answer.reason}"
        return [Refusal("mixed-unknown", told, remedy=VERIFY)]
    if answer.value != APPEAL_PART_ONLY:
        return []
    told = "Đơn vừa khiếu nại vừa tố cáo thì chỉ giải quyết phần khiếu nại."
    remedy = "Hướng dẫn người viết gửi đơn tố cáo riêng; đơn ấy vào sổ với số riêng."
    return [Refusal("mixed", told, str(answer.citation or ""), remedy)]


def of_conclusions(organisation: int, on: date) -> Answer:
    """What can be concluded about an allegation by the text of a day: the value lists the codes of CONCLUSIONS."""
    return charter(organisation).rulebook.parameter(CONCLUSION_TYPES, on=on)


def faults_of_result(results: list[str], answer: Answer) -> list[Refusal]:
    """Conclusions that are on no list, or not on that of the day's text where it is known."""
    listed = answer.value if isinstance(answer.value, list | tuple) else CONCLUSIONS
    if all(result in CONCLUSIONS and result in listed for result in results):
        return []
    told = "Có kết luận không nằm trong danh sách."
    return [Refusal("result", told, str(answer.citation or ""), "Hãy chọn một kết luận trong danh sách.")]
