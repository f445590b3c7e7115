"""Names of people as the register keeps them: "Nguyễn Văn An"."""

import re

from liemchinh.imports.reading.sheets import Cell
from liemchinh.imports.reading.values.outcome import Noted, Unusable, fault_of, is_nothing, shown, tidy

LONGEST = 120
# Forms of address and degrees that stand before a name. "Ông" is also a family name, so it goes only before another family name.
_ADDRESS = re.compile(
    r"^(?:(?:đồng chí|đ/\s*c|đ\.\s*c|đc|bà|anh|chị|cô|chú|bác|gs|pgs|ts|ths|bs|bsck|cn|ks)(?:\s*[.:]+\s*|\s+)|"
    r"(?:gs|pgs|ts|ths|bs|bsck|cn|ks)\.)",
    re.IGNORECASE,
)
_SIR = re.compile(r"^ông(?:\s*:\s*|\s+)(?=(\S+)\s+\S)", re.IGNORECASE)
_AMBIGUOUS = frozenset(("anh", "chị", "cô", "chú", "bác", "cn", "ts", "bs", "ks", "gs"))
_FAMILY_NAMES = """
nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý đinh đoàn trịnh trương mai lâm cao tô thạch kim sơn
danh châu tạ hà lương lưu thái tăng đào phùng quách vương la triệu hứa diệp từ nông lò quàng cầm vi lục bạch kiều tống
nghiêm chu thân
"""
_FAMILY = frozenset(_FAMILY_NAMES.split())
_NUMBERING = re.compile(r"^\d{1,5}\s*[.)/\-]\s*")
_BRACKETS = re.compile(r"\s*[(\[].*?[)\]]\s*")
_OTHER_NAME = re.compile(
    r"\s*[,;/]?\s*(?:tên khai sinh|tên thường gọi|tên gọi khác|bí danh|tks|bd|tức)\b.*$", re.IGNORECASE
)
_ALLOWED = re.compile(r"[^\W\d_]+(?:['’.\-\s]+[^\W\d_]+)*['’]?", re.UNICODE)
_PARTS = re.compile(r"[^\W\d_]+")
_BREAKS = re.compile(r"[\r\n]+")


def read_name(cell: Cell) -> str | Noted | Unusable:
    """The name with capitals where they belong, without forms of address; "" for an empty cell.

    A second line or brackets (a birth name, a remark) are left out and Noted. Digits and signs are Unusable.
    """
    if type(cell) is str and cell.istitle() and cell.replace(" ", "").isalpha() and "  " not in cell:
        first = cell.partition(" ")[0].lower()
        if cell[-1] != " " and cell[0] != " " and first not in _TITLES and "Ð" not in cell and len(cell) <= LONGEST:
            return cell
    return _slowly(cell)


_TITLES = frozenset(
    ("đồng", "đc", "ông", "bà", "anh", "chị", "cô", "chú", "bác", "gs", "pgs", "ts", "ths", "bs", "bsck", "cn", "ks")
)


def _slowly(cell: Cell) -> str | Noted | Unusable:
    fault = fault_of(cell)
    if fault:
        return fault
    if not isinstance(cell, str):
        return Unusable(f"{shown(cell)} không phải tên người")
    text, dropped = _main_part(cell)
    text = _without_address(_NUMBERING.sub("", text))
    if is_nothing(text):
        return ""
    if not _ALLOWED.fullmatch(text):
        return Unusable(f"{shown(cell)} có chữ số hoặc ký hiệu; hãy ghi họ và tên bằng chữ")
    if len(text) > LONGEST:
        return Unusable(f"tên dài quá {LONGEST} ký tự")
    name = capitalised(text)
    return Noted(name, "phần sau tên (tên khác, ghi chú) không lấy") if dropped else name


def _main_part(cell: str) -> tuple[str, bool]:
    lines = [line for line in (tidy(line) for line in _BREAKS.split(cell)) if line]
    first = lines[0] if lines else ""
    # A short first line was only wrapped: "Nguyễn Văn" above "An".
    if len(lines) > 1 and (len(lines[1].split()) == 1 or len(first.split()) == 1) and _ALLOWED.fullmatch(lines[1]):
        first, lines = f"{first} {lines[1]}", [first, *lines[2:]]
    short = _OTHER_NAME.sub("", _BRACKETS.sub(" ", first)).strip(" ,;*")
    return tidy(short), len(lines) > 1 or len(short.split()) < len(first.split())


def _without_address(text: str) -> str:
    for _ in range(3):
        match = _ADDRESS.match(text)
        rest = text[match.end() :] if match else text
        said = match.group().strip(" .:").lower() if match else ""
        if match and (
            len(rest.split()) < 2
            or (said in _AMBIGUOUS and rest.split()[0].lower() not in _FAMILY and "." not in match.group())
        ):
            rest = text
        sir = _SIR.match(rest)
        if sir and sir.group(1).lower() in _FAMILY:
            rest = rest[sir.end() :]
        if rest == text:
            return text
        text = rest
    return text


def capitalised(text: str) -> str:
    """Every part begins with a capital; a part all in capitals is lowered behind its first letter: "NGUYỄN văn AN" → "Nguyễn Văn An"."""
    return _PARTS.sub(_capital, text)


def _capital(match: "re.Match[str]") -> str:
    word = match.group()
    rest = word[1:]
    return word[0].upper() + (rest.lower() if rest.isupper() else rest)
