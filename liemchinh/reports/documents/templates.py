"""A template an office changed in Word, checked before it is used: every needed field there, none unknown, nothing that is carried out."""

import io
import zipfile
import zlib
from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _
from docx import Document as open_docx
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from lxml import etree

from liemchinh.papers.docx_file import bytes_of
from liemchinh.reports.documents.example import example
from liemchinh.reports.documents.fields import BLOCKS, FIELD, FIELDS, NEEDED, field, paragraphs, text_of
from liemchinh.reports.documents.inside import faults_inside
from liemchinh.reports.documents.word import as_docx
from regulations.answers import Refusal

LARGEST = 2_000_000
# What Word writes beside the text about whoever typed it, and lists of who commented.
ABOUT_TYPIST = ("extended-properties", "custom-properties", "thumbnail")
COMMENTS = ("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people")
BROKEN = (
    zipfile.BadZipFile, zipfile.LargeZipFile, PackageNotFoundError, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError,
    OSError, zlib.error, etree.LxmlError, AttributeError,
)  # fmt: skip


def faults_of(data: bytes) -> list[Refusal]:
    """Everything for which a file is refused as a template, each with where it stands; empty: a report can be drawn with it."""
    if len(data) > LARGEST:
        return [Refusal("template.large", _("Tệp lớn hơn 2 MB."), remedy=_("Hãy bỏ bớt hình trong mẫu."))]
    try:
        return faults_inside(data) or _fields(data) or _drawing(data)
    except BROKEN:
        return [_broken(_("Tệp này không phải tài liệu Word (.docx), hoặc bị hỏng."))]


def tidied(data: bytes) -> bytes:
    """A checked template without what Word keeps of whoever typed it: names, firm, comments, a picture of the first page."""
    made = open_docx(io.BytesIO(data))
    core = made.core_properties
    core.author = core.last_modified_by = core.comments = core.keywords = core.subject = core.category = ""
    for links, dropped in ((made.part.package.rels, ABOUT_TYPIST), (made.part.rels, COMMENTS)):
        for key in [key for key, one in links.items() if one.reltype.rsplit("/", 1)[-1] in dropped]:
            links.pop(key)
    return bytes_of(made)


def _broken(said: str) -> Refusal:
    remedy = _("Hãy tải mẫu trắng về, sửa bằng Word rồi lưu dưới dạng tài liệu .docx.")
    return Refusal("template.broken", said, remedy=remedy)


def _drawing(data: bytes) -> list[Refusal]:
    """The refusal of a page on which the example cannot be drawn: no size of paper, no section."""
    try:
        as_docx(replace(example(), template=tidied(data)))
    except Exception:
        return [_broken(_("Không lập được báo cáo trên mẫu này: tệp thiếu khổ giấy, lề hoặc bị hỏng."))]
    return []


def _fields(data: bytes) -> list[Refusal]:
    """Fields that are unknown, missing, doubled or not alone on their line; and braces that open none."""
    found, seen = [], []
    for where, element in paragraphs(open_docx(io.BytesIO(data))):
        text = text_of(element)
        names = [match[1] for match in FIELD.finditer(text)]
        told = {"line": text.strip()[:80]}
        for name in names:
            if name.lower() not in FIELDS:
                said = _("Không có trường “%(name)s”, ở dòng “%(line)s”.") % {"name": name, **told}
                found.append(
                    Refusal("template.unknown-field", said, remedy=_("Hãy dùng tên trường trong danh sách bên cạnh."))
                )
            elif name.lower() in BLOCKS and (where or not _alone(element, text)):
                said = _("Trường “%(name)s” phải đứng riêng một dòng trong thân bài, nay ở dòng “%(line)s”.") % {
                    "name": name,
                    **told,
                }
                found.append(Refusal("template.not-alone", said, remedy=_("Hãy để trường ấy trên một dòng riêng.")))
        if "{{" in FIELD.sub("", text) or "}}" in FIELD.sub("", text):
            said = _("Dấu ngoặc của trường không đủ, ở dòng “%(line)s”.") % told
            found.append(
                Refusal("template.braces", said, remedy=_("Mỗi trường viết đủ hai ngoặc mở và hai ngoặc đóng."))
            )
        seen += [name.lower() for name in names]
    return [*found, *_missing(seen)]


def _alone(element: etree._Element, text: str) -> bool:
    """Nothing else in the paragraph, and the paragraph in no table, frame or content control: what comes in its place needs the page."""
    parent = element.getparent()
    return FIELD.fullmatch(text.strip()) is not None and parent is not None and parent.tag == qn("w:body")


def _missing(seen: Sequence[str]) -> list[Refusal]:
    found = []
    for name in NEEDED:
        told = {"field": field(name), "what": FIELDS[name]}
        if name not in seen:
            said = _("Thiếu trường %(field)s (%(what)s).") % told
            found.append(
                Refusal("template.missing-field", said, remedy=_("Hãy đặt trường ấy vào chỗ của nó trong mẫu."))
            )
        elif name in BLOCKS and seen.count(name) > 1:
            said = _("Trường %(field)s đứng nhiều lần.") % told
            found.append(Refusal("template.doubled", said, remedy=_("Hãy để lại một lần.")))
    return found
