"""What is said about a candidate and their file: a few facts of the register, sponsors, the certificate, which papers are there."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from liemchinh.admission.models import Candidate, FilePaper, Sponsor
from liemchinh.admission.words import PLACES
from liemchinh.casework.kinds import case_kind
from liemchinh.casework.models import Case
from liemchinh.journal.registry import Plain
from liemchinh.members.facts import PersonFacts
from liemchinh.web.dates import PartialDate
from liemchinh.web.text import name_sort_key
from regulations.answers import Refusal, Refused

KIND = "admission"


@dataclass(frozen=True, slots=True)
class Told:
    """A candidate as told. `sponsors`: person → together since; `file`: code of the charter's list → where the paper lies.

    Of `who` only name, gender, birth and ethnicity are kept.
    """

    who: PersonFacts
    agreement_on: date | None = None
    certificate_no: str = ""
    certificate_on: date | None = None
    sponsors: Mapping[int, date] = field(default_factory=dict)
    file: Mapping[str, str] = field(default_factory=dict)

    def faults(self, on: date) -> list[Refusal]:
        """Every reason why this cannot be recorded on a day."""
        found = self.who.faults()
        if self.agreement_on is None or self.agreement_on > on:
            found.append(
                Refusal("agreement", "Chưa có giấy đồng ý của người xin vào Hiệp hội vào ngày ghi.",
                        remedy="Hãy xin giấy đồng ý có chữ ký, rồi ghi ngày trên giấy.")
            )  # fmt: skip
        if self.certificate_on and self.certificate_on > on:
            found.append(Refusal("certificate-late", "Giấy chứng nhận ghi ngày chưa đến.", remedy="Hãy kiểm tra ngày."))
        if len(self.certificate_no) > 30:
            found.append(
                Refusal("too-long", "Số giấy chứng nhận dài quá 30 ký tự.", remedy="Hãy ghi đúng số trên giấy.")
            )
        known = {item.code for item in case_kind(KIND).procedure.file}
        if not set(self.file) <= known or not set(self.file.values()) <= set(PLACES):
            found.append(
                Refusal("file-list", "Có giấy tờ không thuộc danh sách hồ sơ.", remedy="Chỉ chọn trong danh sách.")
            )
        if any(since > on for since in self.sponsors.values()):
            found.append(Refusal("together-late", "Ngày bắt đầu cùng công tác chưa đến.", remedy="Hãy kiểm tra ngày."))
        return found

    def data(self) -> dict[str, Plain]:
        """What the book keeps in the chain: days, codes, ids."""
        sponsors: list[Plain] = [[person, since.isoformat()] for person, since in sorted(self.sponsors.items())]
        return {
            "agreement_on": self.agreement_on.isoformat() if self.agreement_on else None,
            "certificate_on": self.certificate_on.isoformat() if self.certificate_on else None,
            "sponsors": sponsors,
            "file": dict(sorted(self.file.items())),
        }

    def personal(self) -> dict[str, str]:
        """What stands beside the chain and can be erased."""
        told = {name: getattr(self.who, name) for name in ("full_name", "gender", "birth", "ethnicity")}
        return {name: value for name, value in (told | {"certificate_no": self.certificate_no}).items() if value}


FORGOTTEN = Refusal(
    "forgotten",
    "Dữ liệu của người xin vào Hiệp hội đã được xóa theo thời hạn lưu giữ.",
    remedy="Muốn xét lại, hãy lập hồ sơ mới.",
)


def is_forgotten(case: Case) -> bool:
    """Was what is recorded about the candidate deleted? Then nothing more is recorded of the case, and it never waits again."""
    return not Candidate.objects.filter(case=case).exists()


def told_of(case: Case) -> Told:
    """What is recorded about the candidate of a case now. Refuses once it was deleted."""
    row = Candidate.objects.filter(case=case).first()
    if row is None:
        raise Refused([FORGOTTEN])
    return Told(
        PersonFacts(row.full_name, row.gender, row.birth, row.ethnicity),
        row.agreement_on,
        row.certificate_no,
        row.certificate_on,
        dict(Sponsor.objects.filter(case=case, cancelled_by=None).values_list("person_id", "since")),
        dict(FilePaper.objects.filter(case=case, cancelled_by=None).values_list("code", "place")),
    )


def write_told(case: Case, told: Told, sequence: int) -> None:
    """The rows of what an entry told; what was told before no longer stands."""
    who = told.who
    Candidate.objects.update_or_create(
        case=case,
        defaults={
            "full_name": who.full_name,
            "sort_key": name_sort_key(who.full_name),
            "gender": who.gender,
            "birth": who.birth,
            "ethnicity": who.ethnicity,
            "agreement_on": told.agreement_on,
            "certificate_no": told.certificate_no,
            "certificate_on": told.certificate_on,
            "recorded_by": sequence,
        },
    )
    for model in (Sponsor, FilePaper):
        model._default_manager.filter(case=case, cancelled_by=None).update(cancelled_by=sequence)
    Sponsor.objects.bulk_create(
        Sponsor(case=case, person_id=person, since=since, recorded_by=sequence)
        for person, since in told.sponsors.items()
    )
    FilePaper.objects.bulk_create(
        FilePaper(case=case, code=code, place=place, recorded_by=sequence) for code, place in told.file.items()
    )


def born(who: PersonFacts) -> tuple[date, date] | None:
    """Between which days somebody was born; None where nothing is recorded."""
    if not who.birth:
        return None
    birth = PartialDate.parse(who.birth)
    return birth.earliest, birth.latest


def missing_papers(file: Mapping[str, str], step: str) -> Sequence[str]:
    """The papers without which a step is not taken and that are not there, by title."""
    return [item.title for item in case_kind(KIND).procedure.file if item.needed_for == step and item.code not in file]
