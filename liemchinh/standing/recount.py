"""What is kept beside the cases of this room, made again from the book alone and compared with what stands."""

from collections.abc import Iterator

from liemchinh.standing.kept import COLUMNS, told_by_book
from liemchinh.standing.models import Matter


def differences() -> Iterator[str]:
    """One sentence for each case whose kind, ground, card or answer is not what its entries tell."""
    book = told_by_book()
    rows = {case: tuple(columns) for case, *columns in Matter.objects.values_list("case_id", *COLUMNS)}
    for case in sorted({row[0] for row in book.items() ^ rows.items()}):
        yield f"Vụ việc số {case}: loại việc, căn cứ, thẻ hoặc kết quả khiếu nại đang lưu khác với sổ."
