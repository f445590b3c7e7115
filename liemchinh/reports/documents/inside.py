"""What lies inside a file of Word and may not: programs, links outward, fields that fetch, names of whoever worked on it.

A closed list says which parts a page of text needs; what is not of it is refused, whatever it is called.
"""

import io
import zipfile
from collections.abc import Iterator

from django.utils.translation import gettext as _
from lxml import etree

from regulations.answers import Refusal

LARGEST_UNPACKED, MOST_PARTS = 20_000_000, 300
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
TYPES = "[Content_Types].xml"
MARKED_UP = frozenset({"xml", "rels", "vml", "svg"})
PICTURES = frozenset({"png", "jpg", "jpeg", "gif", "bmp", "emf", "wmf", "tif", "tiff", "odttf"})
# How a part may hang on another: the end of the address that names its kind.
NEEDED = frozenset(
    {
        "officeDocument", "core-properties", "extended-properties", "custom-properties", "thumbnail", "styles", "stylesWithEffects",
        "settings", "webSettings", "fontTable", "font", "theme", "numbering", "header", "footer", "footnotes", "endnotes", "comments",
        "commentsExtended", "commentsIds", "commentsExtensible", "people", "image", "customXml", "customXmlProps", "glossaryDocument",
    }
)  # fmt: skip
# Elements that bring in another file or hold a program's object.
HOLDERS = frozenset({"altChunk", "subDoc", "mailMerge", "OLEObject", "control"})
# Instructions of Word that fetch, run or ask for something when the file is opened.
FETCHES = frozenset(
    {
        "DDE", "DDEAUTO", "INCLUDE", "INCLUDETEXT", "INCLUDEPICTURE", "LINK", "EMBED", "IMPORT", "DATABASE", "MACROBUTTON", "GOTOBUTTON",
        "AUTOTEXT", "AUTOTEXTLIST", "HYPERLINK", "RD", "ASK", "FILLIN", "USERNAME", "USERADDRESS", "AUTHOR", "LASTSAVEDBY", "FILENAME",
    }
)  # fmt: skip
# Word lists here who commented; the list is dropped when the file is kept.
PEOPLE = "people.xml"
_HOLDERS = tuple(f"{{*}}{name}" for name in sorted(HOLDERS))
# Whatever the space of names: a page of Word has thousands of elements and attributes, looked through where they lie.
_ADDRESSES = etree.XPath("//@*[local-name() = 'src' or local-name() = 'href']", smart_strings=False)
_AUTHORS = etree.XPath("boolean(//@*[local-name() = 'author'])")
_INSTRUCTIONS = etree.XPath("//@*[local-name() = 'instr']", smart_strings=False)


def faults_inside(data: bytes) -> list[Refusal]:
    """Everything in the package for which it is refused, each with the part it lies in. Raises what zip and XML raise when broken."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        parts = packed.infolist()
        if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > LARGEST_UNPACKED:
            remedy = _("Hãy bỏ bớt hình trong mẫu.")
            return [Refusal("template.large", _("Tệp mở ra quá lớn."), remedy=remedy)]
        read = {part.filename: packed.read(part) for part in parts}
    found = dict.fromkeys(fault for name, content in sorted(read.items()) for fault in _of_part(name, content))
    return [*_of_kind(read.get(TYPES, b"")), *found]


def _of_kind(types: bytes) -> list[Refusal]:
    """A plain document, whose marked-up parts are all called so that they are looked into."""
    told = [
        (one.get("PartName") or one.get("Extension") or "", one.get("ContentType", ""))
        for one in _read(types or b"<x/>")
    ]
    hidden = [name for name, kind in told if kind.endswith("xml") and _ending(name) not in MARKED_UP]
    if not hidden and WORD in {kind for _name, kind in told}:
        return []
    said = _("Tệp không phải tài liệu Word thường: có thể là mẫu có macro (.docm, .dotm) hoặc loại khác.")
    return [Refusal("template.kind", said, remedy=_("Hãy lưu dưới dạng tài liệu .docx."))]


def _of_part(name: str, data: bytes) -> Iterator[Refusal]:
    ending = _ending(name)
    if ending in PICTURES or name.endswith("/"):
        return
    if ending not in MARKED_UP:
        yield _fault("carried-out", _("Có macro hoặc đối tượng nhúng (%(where)s)."), name)
        return
    root = _read(data)
    if root.getroottree().docinfo.internalDTD is not None:
        yield _fault("entities", _("Có khai báo lạ trong %(where)s."), name)
    if ending == "rels":
        yield from _of_links(name, root)
    if _fetches(root):
        yield _fault("fetches", _("Có trường Word lấy nội dung từ nơi khác (%(where)s)."), name)
    if next(root.iter(*_HOLDERS), None) is not None:
        yield _fault("carried-out", _("Có macro hoặc đối tượng nhúng (%(where)s)."), name)
    if any("://" in value or value.startswith("\\\\") for value in _ADDRESSES(root)):
        yield _fault("link", _("Có liên kết ra ngoài tệp (%(where)s)."), name)
    if not name.endswith(PEOPLE) and _AUTHORS(root):
        said = _("Còn lời bình hoặc sửa đổi đang theo dõi, có tên người sửa (%(where)s).")
        remedy = _("Hãy chấp nhận mọi sửa đổi, xóa lời bình trong Word rồi lưu lại.")
        yield Refusal("template.tracked", said % {"where": name}, remedy=remedy)


def _of_links(name: str, root: etree._Element) -> Iterator[Refusal]:
    """Of a list of what hangs on a part: links outward, and parts that a page of text does not need."""
    for one in root:
        if one.get("TargetMode", "").lower() == "external":
            yield _fault("link", _("Có liên kết ra ngoài tệp (%(where)s)."), name)
        elif one.get("Type", "").rsplit("/", 1)[-1] not in NEEDED:
            yield _fault("carried-out", _("Có macro hoặc đối tượng nhúng (%(where)s)."), one.get("Target", name)[:80])


def _fetches(root: etree._Element) -> bool:
    """Does a field of Word in it bring in something else? Word cuts an instruction over several pieces."""
    told = [one.text or "" for one in root.iter("{*}instrText")]
    # Joined with and without a space: a word cut in two is found, and so are two words that stand beside each other.
    words = set(" ".join(["".join(told), *told, *_INSTRUCTIONS(root)]).upper().split())
    return bool(words & FETCHES)


def _read(data: bytes) -> etree._Element:
    return etree.fromstring(data, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False))


def _ending(name: str) -> str:
    return name.rpartition("/")[2].rpartition(".")[2].lower()


def _fault(code: str, said: str, where: str) -> Refusal:
    return Refusal(f"template.{code}", said % {"where": where}, remedy=_("Hãy bỏ phần ấy trong Word rồi lưu lại."))
