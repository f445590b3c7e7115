"""Which calculations of `rules/` ask for which parameter: read from the modules themselves, so that the list cannot go out of date."""

import ast
from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path

from regulations.words import own

RULES = Path(__file__).resolve().parent / "rules"
# How each module's answers are called; a module without a title is called by its name.
TITLES: Mapping[str, str] = {
    "appeals": "Trả lời về khiếu nại: có được nhận không, gửi tới đâu, đến khi nào",
    "competence": "Trả lời cấp nào được quyết định hình thức kỷ luật nào",
    "declaring": "Trả lời về kê khai tài sản, thu nhập: ai kê khai, đến khi nào, chọn ngẫu nhiên bao nhiêu",
    "deferral": "Trả lời có được hoãn xem xét kỷ luật không",
    "lapse": "Trả lời khi nào quyết định kỷ luật hết hiệu lực",
    "limitation": "Tính thời hiệu kỷ luật",
    "meetings": "Trả lời về buổi sinh hoạt chi hội: đủ người chưa, hạn nhập nội dung, kết quả",
    "membership": "Tính điều kiện kết nạp, dự bị, kết nạp lại, xóa tên, chuyển sinh hoạt",
    "party_age": "Tính tuổi hiệp hội",
    "suspension": "Tính thời hạn đình chỉ sinh hoạt",
    "thresholds": "Tính ngưỡng phiếu",
    "voting": "Tính kết quả bỏ phiếu",
}


def calculations_of(names: Iterable[str]) -> Mapping[str, tuple[str, ...]]:
    """Parameter → the titles of the calculations that ask for it, in order of module; one that nothing asks for is missing."""
    wanted, found = list(names), dict[str, list[str]]()
    for path in sorted(RULES.glob("*.py")):
        exact, beginnings = _asked(path)
        for name in wanted:
            if name in exact or name.startswith(beginnings):
                found.setdefault(name, []).append(own(TITLES.get(path.stem, path.stem)))
    return {name: tuple(titles) for name, titles in found.items()}


@cache
def _asked(path: Path) -> tuple[frozenset[str], tuple[str, ...]]:
    """The texts of a module, and the beginnings of those it puts together ("competence." of f"competence.{body}")."""
    nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    exact = {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    first = [node.values[0] for node in nodes if isinstance(node, ast.JoinedStr)]
    beginnings = {node.value for node in first if isinstance(node, ast.Constant) and isinstance(node.value, str)}
    return frozenset(exact), tuple(sorted(text for text in beginnings if text.endswith(".") and " " not in text))
