"""Every fault of the two lists of a decision, each with its row, before anything is planned. Pure."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from regulations.answers import Refusal

if TYPE_CHECKING:
    from liemchinh.organisations.planning import After, Step
    from liemchinh.organisations.services import Facts

ENDING = {"merge", "split", "dissolve", "abolished"}
KEEPING = {"continue", "move", "rename"}
_AFTER, _STEPS = "Danh sách sau sắp xếp", "Danh sách kế thừa"


def faults(
    after: Sequence["After"],
    steps: Sequence["Step"],
    known: Mapping[str, int],
    standing: Mapping[int, "Facts"],
    beginning: Mapping[int, "Facts"],
) -> list[Refusal]:
    """Every reason why the lists cannot be planned; empty when they can."""
    there = {**beginning, **standing}
    listed = {row.external: row for row in after}
    ending = {step.source for step in steps if step.kind in ENDING} - staying(after, steps, known)
    found = [
        *_of_after(after, listed, known, standing, there, ending),
        *_of_steps(steps, listed, known, standing, there, ending),
        *_of_fates(after, steps, listed, known),
        *_circles(after, steps),
    ]
    return [Refusal(code, message, remedy=remedy) for code, message, remedy in found]


def into_itself(step: "Step", known: Mapping[str, int]) -> bool:
    """Does the step lead back to its source, by the same id or by another that means the same organisation?"""
    return step.target == step.source or (step.target in known and known[step.target] == known.get(step.source))


def staying(after: Sequence["After"], steps: Sequence["Step"], known: Mapping[str, int]) -> set[str]:
    """The sources that go on: named so, their own takers, or listed afterwards while others only split off from them."""
    kept = {step.source for step in steps if step.kind in KEEPING or into_itself(step, known)}
    fates: dict[str, set[str]] = defaultdict(set)
    for step in steps:
        fates[step.source].add(step.kind)
    listed = {row.external for row in after}
    return kept | {source for source, kinds in fates.items() if kinds == {"split"} and source in listed}


Fault = tuple[str, str, str]


def _of_after(
    after: Sequence["After"],
    listed: Mapping[str, "After"],
    known: Mapping[str, int],
    standing: Mapping[int, "Facts"],
    there: Mapping[int, "Facts"],
    ending: set[str],
) -> Iterator[Fault]:
    seen: set[str] = set()
    for row in after:
        where = f"{_AFTER}, dòng {row.row}"
        if not row.external:
            yield (
                "id-missing",
                f"{where}: “{row.facts.name}” chưa có mã.",
                "Mỗi tổ chức cần một mã riêng trong danh sách.",
            )
        if not row.facts.name or not row.facts.kind:
            yield (
                "facts-missing",
                f"{where}: “{row.external}” thiếu tên hoặc loại hình.",
                "Hãy ghi đủ tên và loại hình.",
            )
        if row.external in seen:
            yield "twice", f"{where}: mã “{row.external}” xuất hiện hai lần.", "Mỗi tổ chức chỉ ghi một dòng."
        seen.add(row.external)
        if row.external in known and known[row.external] not in standing:
            yield (
                "not-standing",
                f"{where}: “{row.external}” không tồn tại vào ngày trước khi sắp xếp.",
                "Hãy dùng mã mới cho tổ chức mới.",
            )
        if row.parent and row.parent not in listed:
            if row.parent not in known:
                yield (
                    "parent-unknown",
                    f"{where}: không có cấp trên “{row.parent}”.",
                    "Hãy thêm cấp trên vào danh sách hoặc sửa mã.",
                )
            elif row.parent in ending or known[row.parent] not in there:
                yield (
                    "parent-ends",
                    f"{where}: cấp trên “{row.parent}” không còn sau khi sắp xếp.",
                    "Hãy chọn cấp trên khác.",
                )


def _of_steps(
    steps: Sequence["Step"],
    listed: Mapping[str, "After"],
    known: Mapping[str, int],
    standing: Mapping[int, "Facts"],
    there: Mapping[int, "Facts"],
    ending: set[str],
) -> Iterator[Fault]:
    for step in steps:
        where = f"{_STEPS}, dòng {step.row}"
        if step.kind not in ENDING | KEEPING:
            words = "Dùng merge, split, continue, move, rename hoặc dissolve."
            yield "kind-unknown", f"{where}: không hiểu cách kế thừa “{step.kind}”.", words
        if step.source not in known:
            words = "Hãy nhập danh sách tổ chức trước sắp xếp, hoặc sửa mã."
            yield "source-unknown", f"{where}: chưa có tổ chức “{step.source}”.", words
        elif known[step.source] not in standing:
            words = "Hãy kiểm tra ngày sắp xếp."
            yield "source-ended", f"{where}: “{step.source}” không còn tồn tại vào ngày trước khi sắp xếp.", words
        if not step.target and step.kind in {"merge", "split"}:
            yield (
                "target-missing",
                f"{where}: “{step.kind}” cần có tổ chức nhận.",
                "Hãy ghi tổ chức nhận, hoặc dùng dissolve.",
            )
        if step.kind in {"move", "rename"} and (step.target or step.source) not in listed:
            words = "Hãy ghi tên, cấp trên mới của tổ chức này vào danh sách sau sắp xếp."
            yield "change-missing", f"{where}: chưa ghi “{step.source}” thay đổi thành gì.", words
        if step.target and step.target not in listed and step.target != step.source:
            if step.target not in known:
                yield (
                    "target-unknown",
                    f"{where}: không có tổ chức “{step.target}” sau sắp xếp.",
                    "Hãy thêm vào danh sách sau sắp xếp.",
                )
            elif step.target in ending or known[step.target] not in there:
                yield (
                    "target-ends",
                    f"{where}: tổ chức nhận “{step.target}” không còn sau khi sắp xếp.",
                    "Hãy chọn tổ chức nhận khác.",
                )


def _of_fates(
    after: Sequence["After"], steps: Sequence["Step"], listed: Mapping[str, "After"], known: Mapping[str, int]
) -> Iterator[Fault]:
    stays = staying(after, steps, known)
    fates: dict[str, set[str]] = defaultdict(set)
    for step in steps:
        keeps = step.kind in KEEPING or into_itself(step, known)
        leaves = step.kind == "split" and step.source in stays
        fates[step.source].add("keeps" if keeps else "" if leaves else "ends")
    for source, fate in fates.items():
        if {"ends", "keeps"} <= fate:
            yield "both", f"“{source}” vừa giữ nguyên vừa kết thúc.", "Chọn một trong hai."
        elif "ends" in fate and source in listed:
            words = "Bỏ dòng này khỏi danh sách sau sắp xếp, hoặc ghi là continue."
            yield "listed-ends", f"“{source}” kết thúc mà vẫn có trong danh sách sau sắp xếp.", words
    takers = [step.target for step in steps if step.kind in KEEPING and step.target]
    for target in sorted({target for target in takers if takers.count(target) > 1}):
        words = "Chỉ một tổ chức được tiếp nối, các tổ chức khác ghi merge."
        yield "taken-twice", f"“{target}” không thể tiếp nối hai tổ chức.", words


def _circles(after: Sequence["After"], steps: Sequence["Step"]) -> Iterator[Fault]:
    parents = {row.external: row.parent for row in after}
    for row in after:
        above, seen = row.parent, {row.external}
        while above and above not in seen:
            seen.add(above)
            above = parents.get(above, "")
        if row.external and above == row.external:
            words = "Hãy chọn cấp trên khác."
            yield "circle", f"{_AFTER}, dòng {row.row}: “{row.external}” trực thuộc chính nó qua các cấp.", words
