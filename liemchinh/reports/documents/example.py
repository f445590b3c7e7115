"""A made-up report: what a template is tried with, and what an office looks at before it uses one. Nobody's figures, nobody's name."""

from django.conf import settings

from liemchinh.journal import clock
from liemchinh.papers.composing import Document, Signature
from liemchinh.reports.content import Cell, Content, Paragraph, Row, Run, Section, Table
from liemchinh.reports.documents.framing import Framed
from liemchinh.web.dates import show_long
from regulations.layouts import layout_on

WIDE = 8


def example(template: bytes = b"") -> Framed:
    """The report as it would stand on paper today: a sentence, prose, a table in the text and a wide one in the annex."""
    today = clock.today()
    layout, day = layout_on(settings.CHARTER, today), today.isoformat()
    sentence = Paragraph("sentence", "1.1", (Run("Đến cuối kỳ có "), Run("1.234", Cell("1.234", 1234)), Run(" người.")))
    prose = Paragraph("prose", "I.1", (Run("Lời văn do người viết báo cáo ghi."),))
    narrow = Table("B1", "Biểu trong bài", "người", ("Kỳ này", "Cùng kỳ năm trước"), _rows(2))
    wide = Table(
        "B2",
        "Biểu ở phụ lục",
        "người",
        tuple(f"({number})" for number in range(1, WIDE + 1)),
        _rows(WIDE),
        annex=True,
    )
    sections = (Section("I. Tình hình", (sentence, prose, narrow)), Section("Phụ lục", (wide,)))
    content = Content("Báo cáo ví dụ", 0, "Cơ quan ví dụ", "sáu tháng đầu năm", day, day, day, sections)
    document = Document(
        layout=layout, title=layout.words["title"], above="Cơ quan cấp trên", issuer="Cơ quan ví dụ",
        number=layout.words["number"].format(number="00-BC/VD"),
        dated=layout.words["dated"].format(place="Nơi lập", day=show_long(today)), type_name="Báo cáo",
        abstract="ví dụ để xem mẫu", paragraphs=(), signatures=(Signature("", "Chức vụ người ký"),), recipients=(),
    )  # fmt: skip
    return Framed(content, document, template=template)


def _rows(numbers: int) -> tuple[Row, ...]:
    cells = tuple(Cell(str(number), number) for number in range(1, numbers + 1))
    return (Row("Tổng số", cells, strong=True), Row("Trong đó", cells, depth=1))
