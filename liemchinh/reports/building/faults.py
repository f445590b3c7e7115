"""What is still wrong with a definition before it is published: all at once, each with where it stands and what to do."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.translation import gettext as _

from liemchinh.figures.crossings import is_sensitive
from liemchinh.figures.declarations import indicators
from liemchinh.figures.statistical.asking import forms
from liemchinh.papers.issuers import issuing
from liemchinh.reports.building.shape import Place
from liemchinh.reports.defined import shipped, unknown_names
from liemchinh.reports.models import LONGEST_NAME, Definition
from liemchinh.tasks.words import CATEGORIES
from regulations.answers import Refusal
from regulations.reports import Named, Part, ProsePart, ReportDefinition, Sentence, TablePart, names_in, stray_braces

# How long each kind of text may be; a name is as long as its column.
LONGEST_LINE, LONGEST_SENTENCE, LONGEST_UNIT = 300, 4000, 40


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong at a place; () is the definition as a whole."""

    place: Place
    refusal: Refusal


def faults_of_definition(definition: ReportDefinition) -> list[Fault]:
    """Why it cannot be published: what it lacks, what does not exist, figures nobody may ask. Empty when it can."""
    found = [*_of_whole(definition), *_of_figures(definition)]
    for number, section in enumerate(definition.sections, start=1):
        if not section.heading.strip():
            found.append(_fault((number,), "heading", _("chưa có tên mục"), _("Hãy ghi tên mục.")))
        if not section.parts:
            said = _("chưa có gì ở trong")
            found.append(_fault((number,), "empty", said, _("Hãy thêm câu, phần lời hoặc biểu, hoặc bỏ mục này.")))
        for at, part in enumerate(section.parts, start=1):
            found += _of_part(definition, part, (number, at))
    return found


def too_long(definition: ReportDefinition) -> list[Refusal]:
    """Texts longer than they may be; nobody keeps them."""
    found = []
    for told, longest in _texts(definition):
        if len(told) > longest:
            said = _("“%(start)s…” dài quá %(longest)s ký tự.") % {"start": told[:40], "longest": longest}
            found.append(Refusal("reports.long", said, remedy=_("Hãy viết ngắn lại.")))
    return found


def faults_of_name(organisation: int, name: str, own: Definition | None = None) -> list[Refusal]:
    """Why a definition of an organisation cannot be called so."""
    found = []
    if not 0 < len(name) <= LONGEST_NAME:
        said = _("Tên mẫu phải có từ 1 đến %(longest)s ký tự.") % {"longest": LONGEST_NAME}
        found.append(Refusal("reports.name", said, remedy=_("Hãy ghi tên như sẽ in trên báo cáo.")))
    others = Definition.objects.filter(organisation=organisation, name=name, cancelled_by=None)
    if (others.exclude(pk=own.pk) if own else others).exists():
        said = _("Tổ chức này đã có mẫu mang tên ấy.")
        found.append(Refusal("reports.taken", said, remedy=_("Hãy ghi tên khác, hoặc mở mẫu ấy.")))
    return found


def where(place: Place) -> str:
    """A place in words."""
    if not place:
        return _("Cả mẫu")
    told = [_("Mục %(number)s"), _("phần %(number)s"), _("dòng %(number)s")]
    return ", ".join(words % {"number": number} for words, number in zip(told, place, strict=False))


def _fault(place: Place, code: str, said: str, remedy: str) -> Fault:
    message = _("%(where)s: %(said)s.") % {"where": where(place), "said": said}
    return Fault(place, Refusal(f"reports.{code}", message, remedy=remedy))


def _of_whole(one: ReportDefinition) -> Iterator[Fault]:
    if not one.name.strip():
        yield _fault((), "name", _("chưa có tên"), _("Hãy ghi tên mẫu."))
    if not one.categories or not set(one.categories) <= CATEGORIES.keys():
        yield _fault((), "categories", _("chưa chọn tổ chức nào làm báo cáo này"), _("Hãy chọn loại tổ chức."))
    if not one.periods:
        yield _fault((), "periods", _("chưa chọn kỳ báo cáo"), _("Hãy chọn ít nhất một kỳ."))
    if one.organ not in issuing().organs or one.document not in issuing().types:
        yield _fault((), "organ", _("chưa chọn cơ quan ký và loại văn bản"), _("Hãy chọn cơ quan ký và loại văn bản."))
    if not one.sections:
        yield _fault((), "sections", _("chưa có mục nào"), _("Hãy thêm một mục."))


def _of_figures(definition: ReportDefinition) -> Iterator[Fault]:
    """Narrowed to some organisations alone is a crossing: it comes from a list of the charter, and never of what is about conduct."""
    listed = {one for report in shipped().values() for one in report.figures.values()}
    for one in definition.figures.values():
        if one.line or one.indicator not in indicators() or not _is_narrowed(one):
            continue
        if is_sensitive(indicators()[one.indicator]) or one not in listed:
            said = _("số liệu “%(name)s” chia theo cách không được khai báo") % {"name": one.name}
            yield _fault((), "crossing", said, _("Hãy bỏ số liệu ấy, hoặc chọn cách chia có trong danh sách."))


def _is_narrowed(one: Named) -> bool:
    return one.depth is not None or bool(one.category or one.unit_type)


def _of_part(definition: ReportDefinition, part: Part, place: Place) -> Iterator[Fault]:
    if isinstance(part, TablePart):
        yield from _of_table(definition, part, place)
    elif isinstance(part, ProsePart):
        if not part.title.strip():
            yield _fault(place, "title", _("phần lời chưa có tên"), _("Hãy ghi tên phần lời."))
    else:
        yield from _of_sentence(definition, part, place)


def _of_sentence(definition: ReportDefinition, part: Sentence, place: Place) -> Iterator[Fault]:
    if not part.text.strip():
        yield _fault(place, "sentence", _("câu còn trống"), _("Hãy viết câu, hoặc bỏ nó."))
    for stray in stray_braces(part.text):
        said = _("“%(stray)s” không phải một số liệu") % {"stray": stray}
        yield _fault(place, "stray", said, _("Hãy xóa dấu ngoặc nhọn rồi thêm số liệu bằng nút bên dưới."))
    yield from _unknown(definition, names_in(part.text), place)


def _of_table(definition: ReportDefinition, part: TablePart, place: Place) -> Iterator[Fault]:
    if not part.title.strip():
        yield _fault(place, "title", _("biểu chưa có tên"), _("Hãy ghi tên biểu."))
    if part.form and part.form not in forms():
        yield _fault(place, "form", _("bộ quy định không có biểu thống kê này"), _("Hãy bỏ biểu, chọn biểu khác."))
    if not part.form and not any(row.figure for row in part.rows):
        yield _fault(place, "rows", _("biểu chưa có dòng số liệu nào"), _("Hãy thêm ít nhất một chỉ tiêu."))
    if not part.columns:
        yield _fault(place, "columns", _("biểu chưa có cột nào"), _("Hãy chọn ít nhất một cột."))
    if ("share" in part.columns) != bool(part.share_of):
        yield _fault(place, "share", _("cột tỷ lệ chưa có số để so"), _("Hãy chọn tỷ lệ tính trên số nào."))
    if part.share_of:
        yield from _unknown(definition, {part.share_of}, place)
    for number, row in enumerate(part.rows, start=1):
        if row.figure:
            yield from _unknown(definition, {row.figure}, (*place, number))
        elif not (row.label.strip() and row.why):
            yield _fault((*place, number), "row", _("dòng chưa có tên"), _("Hãy ghi tên dòng, hoặc bỏ dòng."))


def _unknown(definition: ReportDefinition, names: set[str], place: Place) -> Iterator[Fault]:
    wanted = {definition.named(name).indicator for name in names if not definition.named(name).line}
    for name in unknown_names(definition, wanted):
        said = _("không có chỉ tiêu “%(name)s”") % {"name": name}
        yield _fault(place, "no-indicator", said, _("Hãy chọn chỉ tiêu khác."))


def _texts(one: ReportDefinition) -> Iterator[tuple[str, int]]:
    for section in one.sections:
        yield section.heading, LONGEST_LINE
    for part in one.parts():
        if isinstance(part, Sentence):
            yield part.text, LONGEST_SENTENCE
        elif isinstance(part, ProsePart):
            yield from ((told, LONGEST_LINE) for told in (part.title, part.hint))
        else:
            yield part.unit, LONGEST_UNIT
            yield from ((told, LONGEST_LINE) for told in (part.title, part.note, *(row.label for row in part.rows)))
