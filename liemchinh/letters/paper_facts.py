"""What fills the papers of a denunciation: what is alleged and concluded, its decision. From its records; never who wrote it."""

from liemchinh.letters.matter import body_of, until
from liemchinh.letters.models import Allegation, Conclusion, Denunciation
from liemchinh.letters.words import CONCLUSIONS
from liemchinh.organisations.queries import names
from liemchinh.papers.facts import Asked, Facts, paper_named
from liemchinh.web.dates import show, show_long
from regulations.catalogue import catalogue

# Papers for the writer and the next body alone: whom a denunciation is about is not told on which day the letter came.
OF_THE_LETTER = ("letter_receipt", "letter_transfer")


def paper_facts(asked: Asked) -> Facts:
    """The fields of a paper, as the book stood when it was drawn up; of a copy what concerns its reader."""
    decided, last = paper_named(asked, "denunciation_decision"), until(asked.case, asked.until)
    rows = asked.standing(Allegation.objects.filter(case=asked.case)).order_by("pk")
    rows = rows.filter(person=asked.reader) if asked.reader is not None else rows
    items = catalogue()
    texts = {row.pk: items[row.item].text for row in rows if row.item in items}
    told = {
        "noi_dung": "; ".join(dict.fromkeys(texts.values())),
        "thoi_gian_lam_viec": f"đến hết ngày {show(last)}" if last else "",
        "han": show_long(last) if last else "",
        "quyet_dinh": decided.get("number", ""),
        "ngay_quyet_dinh": decided.get("day", ""),
        "van_ban_can_cu": decided.get("number", ""),
        "ngay_can_cu": decided.get("day", ""),
        "ket_luan": _conclusions(asked, texts),
    }
    return told | (_of_the_letter(asked) if asked.document in OF_THE_LETTER else {})


def _conclusions(asked: Asked, texts: dict[int, str]) -> str:
    rows = asked.standing(Conclusion.objects.filter(allegation__in=texts)).order_by("allegation_id")
    return "; ".join(f"{texts[row.allegation_id]}: {str(CONCLUSIONS[row.result]).lower()}" for row in rows)


def _of_the_letter(asked: Asked) -> dict[str, str]:
    letter = Denunciation.objects.select_related("letter").get(case=asked.case).letter
    told = {"ngay_nhan_don": show_long(letter.received_on)}
    if asked.document == "letter_receipt":
        body = body_of(asked.case)
        told["noi_giai_quyet"] = names([body]).get(body, "")
    return told
