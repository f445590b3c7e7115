"""A template an office changed in Word, checked before it is used: every needed field there, none unknown, nothing that is carried out."""

import io
import zipfile
import zlib
from collections.abc import Sequence

from django.utils.translation import gettext as _
from docx import Document as open_docx
from docx.opc.exceptions import PackageNotFoundError
from lxml import etree

from liemchinh.reports.documents.fields import BLOCKS, FIELD, FIELDS, NEEDED, field, paragraphs, text_of
from regulations.answers import Refusal

LARGEST, LARGEST_UNPACKED, MOST_PARTS = 2_000_000, 20_000_000, 300
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
# Parts that are programs, foreign objects or whole files inside the file.
CARRIED_OUT = ("vbaproject", "vbadata", "activex", "embeddings/", "customui", "attachedtemplate", "afchunk")
# Instructions of Word that fetch or run something when the file is opened.
FETCHES = (
    "DDE",
    "DDEAUTO",
    "INCLUDETEXT",
    "INCLUDEPICTURE",
    "LINK",
    "IMPORT",
    "DATABASE",
    "MACROBUTTON",
    "AUTOTEXT",
    "HYPERLINK",
)
INSTRUCTION, SIMPLE, CHUNK, INSTR = "}instrText", "}fldSimple", "}altChunk", "}instr"


def faults_of(data: bytes) -> list[Refusal]:
    """Everything for which a file is refused as a template, each with where it stands; empty: it may be used."""
    remedy = _("Hãy tải mẫu trắng về, sửa bằng Word rồi lưu dưới dạng tài liệu .docx.")
    if len(data) > LARGEST:
        return [Refusal("template.large", _("Tệp lớn hơn 2 MB."), remedy=_("Hãy bỏ bớt hình trong mẫu."))]
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
            if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
                return [Refusal("template.large", _("Tệp mở ra quá lớn."), remedy=remedy)]
            found = _inside({part.filename: packed.read(part) for part in parts})
        return found or _fields(data)
    except (zipfile.BadZipFile, PackageNotFoundError, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError, OSError,
            zlib.error, etree.LxmlError, zipfile.LargeZipFile, AttributeError):  # fmt: skip
        return [Refusal("template.broken", _("Tệp này không phải tài liệu Word (.docx), hoặc bị hỏng."), remedy=remedy)]


def _inside(parts: dict[str, bytes]) -> list[Refusal]:
    """Programs, links outward and declarations of entities, in whichever part they lie."""
    found = []
    remedy = _("Hãy bỏ phần ấy trong Word rồi lưu lại.")
    if WORD.encode() not in parts.get("[Content_Types].xml", b""):
        said = _("Tệp không phải tài liệu Word thường: có thể là mẫu có macro (.docm, .dotm) hoặc loại khác.")
        found.append(Refusal("template.kind", said, remedy=_("Hãy lưu dưới dạng tài liệu .docx.")))
    for name, data in sorted(parts.items()):
        where = {"where": name}
        if any(mark in name.lower() for mark in CARRIED_OUT):
            found.append(
                Refusal("template.carried-out", _("Có macro hoặc đối tượng nhúng (%(where)s).") % where, remedy=remedy)
            )
        if not name.endswith((".xml", ".rels")):
            continue
        if b"<!DOCTYPE" in data or b"<!ENTITY" in data:
            found.append(Refusal("template.entities", _("Có khai báo lạ trong %(where)s.") % where, remedy=remedy))
            continue
        root = etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))
        if name.endswith(".rels") and any(one.get("TargetMode", "").lower() == "external" for one in root.iter()):
            found.append(Refusal("template.link", _("Có liên kết ra ngoài tệp (%(where)s).") % where, remedy=remedy))
        if _fetches(root):
            found.append(
                Refusal(
                    "template.fetches", _("Có trường Word lấy nội dung từ nơi khác (%(where)s).") % where, remedy=remedy
                )
            )
    return found


def _fetches(root: etree._Element) -> bool:
    """Does a field of Word in it bring in something else? Word cuts an instruction over several pieces."""
    said = "".join(one.text or "" for one in root.iter() if str(one.tag).endswith(INSTRUCTION))
    simple = (
        value
        for one in root.iter()
        if str(one.tag).endswith(SIMPLE)
        for key, value in one.items()
        if key.endswith(INSTR)
    )
    words = set(" ".join([said, *simple]).upper().split())
    return bool(words & set(FETCHES)) or any(str(one.tag).endswith(CHUNK) for one in root.iter())


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
            elif name.lower() in BLOCKS and (where or not FIELD.fullmatch(text.strip())):
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
