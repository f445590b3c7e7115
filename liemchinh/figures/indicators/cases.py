"""Inspection and supervision: who acts, about whom, by which work, how far it came. Each line a form asks for, and no other crossing.

An organ's number is the sum of its kinds of work; "inspected" is all of them but supervision. All of it is about conduct (guards 10); what
is planned or begun and not concluded is a number for whoever inspects there alone (guards 8).
"""

from collections.abc import Mapping

from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from liemchinh.figures.declarations import Condition, Indicator, Sensitive, Unit, declare, declare_partition
from liemchinh.figures.sql.cases import CONCLUDED, OPENED, PLANNED
from regulations.catalogue import GROUPS

VERB = "inspection.keep"
ORGANS = {"committee": _("Ban điều hành, chi hội"), "inspection": _("Ban kiểm soát")}
# Kinds of work: what each is called, and the sorts of an inspection it takes in.
WORK = {
    "inspected": (_("kiểm tra, mọi hình thức"), ("finance", "lower", "planned", "signs")),
    "planned": (_("kiểm tra theo chương trình"), ("planned",)),
    "signs": (_("kiểm tra khi có dấu hiệu vi phạm"), ("signs",)),
    "lower": (_("kiểm tra việc kiểm tra, giám sát của cấp dưới"), ("lower",)),
    "finance": (_("kiểm tra tài chính, hội phí"), ("finance",)),
    "supervised": (_("giám sát chuyên đề"), ("topic",)),
}
OF_ORGANISATIONS = ("lower", "finance")
_PERSON = Condition("about_person", "yes")
OBJECTS = {
    "orgs": (_("tổ chức hiệp hội"), (Condition("about_person", "no"),)),
    "members": (_("hội viên"), (_PERSON,)),
    "seated": (_("ủy viên điều hành"), (_PERSON, Condition("seated", "yes"))),
    "heads": (_("hội trưởng"), (_PERSON, Condition("heads", "yes"))),
}
FUNNEL = {
    "planned": (_("có trong chương trình"), PLANNED, ()),
    "opened": (_("đã bắt đầu"), OPENED, ()),
    "concluded": (_("đã kết luận"), CONCLUDED, ()),
    "good": (_("thực hiện tốt"), CONCLUDED, (Condition("result", "in", ("good",)),)),
    "shortcomings": (_("có khuyết điểm"), CONCLUDED, (Condition("result", "in", ("shortcomings",)),)),
    "violation": (_("có vi phạm"), CONCLUDED, (Condition("result", "in", ("violation",)),)),
    "must": (_("phải thi hành kỷ luật"), CONCLUDED, (Condition("discipline", "in", ("above", "below", "own")),)),
}
RESULTS = ("good", "shortcomings", "violation")


def key_of(organ: str, work: str, stage: str, about: str) -> str:
    """The key of a cell of the table."""
    return f"{organ}_{work}_{stage}_{about}"


def objects_of(work: str) -> Mapping[str, object]:
    """Whom a kind of work can be about."""
    return {code: told for code, told in OBJECTS.items() if code == "orgs" or work not in OF_ORGANISATIONS}


def stages_of(work: str) -> tuple[str, ...]:
    """How far a kind of work is followed: nobody plans an inspection on signs a year ahead."""
    return tuple(code for code in FUNNEL if code != "planned" or work != "signs")


def _declare(organ: str, work: str, stage: str, about: str) -> None:
    (called, sorts), (whom, who), (far, act, result) = WORK[work], OBJECTS[about], FUNNEL[stage]
    label = format_lazy("{organ}: {work}, {whom}, {far}", organ=ORGANS[organ], work=called, whom=whom, far=far)
    where = (Condition("organ", "in", (organ,)), Condition("sort", "in", sorts), *who, *result)
    shown = work in {"inspected", "supervised"} and about in {"orgs", "members"}
    unit: Unit = "organisations" if about == "orgs" else "times"
    sensitive: Sensitive = "conduct" if act == CONCLUDED else "open"
    declare(Indicator(key_of(organ, work, stage, about), label, "inspection", "flow", unit, of="cases", acts=(act,), where=where,
                      sensitive=sensitive, opened_by=VERB, shown=shown))  # fmt: skip


for _organ in ORGANS:
    for _work in WORK:
        for _about in objects_of(_work):
            for _stage in stages_of(_work):
                _declare(_organ, _work, _stage, _about)
            declare_partition(
                key_of(_organ, _work, "concluded", _about), (key_of(_organ, _work, one, _about) for one in RESULTS)
            )

# Persons and organisations, each once however often (lượt beside người).
for _organ, _called in ORGANS.items():
    for _work in ("inspected", "supervised"):
        for _about in ("members", "orgs"):
            _unit: Unit = "people" if _about == "members" else "organisations"
            _label = format_lazy(
                _("{organ}: {work}, {whom}, đếm một lần"), organ=_called, work=WORK[_work][0], whom=OBJECTS[_about][0]
            )
            declare(Indicator(f"{_organ}_{_work}_{_about}_once", _label, "inspection", "flow", _unit, of="cases", acts=(CONCLUDED,),
                              where=(Condition("organ", "in", (_organ,)), Condition("sort", "in", WORK[_work][1]), *OBJECTS[_about][1]),
                              distinct=True, sensitive="conduct", opened_by=VERB, shown=False))  # fmt: skip

# What violations were about, by group of the catalogue: of what was examined where one was concluded.
for _group, _title in GROUPS.items():
    for _about in ("orgs", "members"):
        _label = format_lazy(
            _("Kết luận có vi phạm, {whom}, về nội dung: {group}"), whom=OBJECTS[_about][0], group=_title
        )
        declare(Indicator(f"violation_{_group}_{_about}", _label, "inspection", "flow", "organisations" if _about == "orgs" else "times",
                          of="cases", acts=(CONCLUDED,), sensitive="conduct", opened_by=VERB, shown=False,
                          where=(*OBJECTS[_about][1], *FUNNEL["violation"][2], Condition("content", "holds", (f"{_group}.",))),
                          ))  # fmt: skip
