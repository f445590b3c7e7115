"""The rectangle of a sheet that its filled cells span, and the limits it must keep."""

from dataclasses import dataclass

from liemchinh.imports.reading.unreadable import MOST_CELLS, MOST_COLUMNS, MOST_ROWS, Unreadable


def column_name(index: int) -> str:
    """The letters a spreadsheet shows for a column: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_index(letters: str) -> int:
    """The reverse of `column_name`: A is 0."""
    index = 0
    for letter in letters:
        index = index * 26 + ord(letter) - 64
    return index - 1


@dataclass(slots=True)
class Extent:
    """The last filled row and column, counted from zero; -1 while nothing was seen."""

    row: int = -1
    column: int = -1

    def add(self, row: int, column: int) -> None:
        """Takes one filled cell into account."""
        if row > self.row:
            self.row = row
        if column > self.column:
            self.column = column

    def check(self, sheet: str) -> None:
        """Raises Unreadable when the sheet spans more columns, rows or cells than are read."""
        where = f"Trang “{sheet}”: " if sheet else ""
        corner = f"{column_name(self.column)}{self.row + 1}"
        advice = "Hãy xóa những cột, dòng thừa ở xa rồi nạp lại."
        if self.column >= MOST_COLUMNS:
            raise Unreadable(
                f"{where}có ô ở tận cột {column_name(self.column)}; chỉ đọc được {MOST_COLUMNS} cột. {advice}"
            )
        if self.row > MOST_ROWS:
            raise Unreadable(f"{where}có ô ở tận dòng {self.row + 1}; chỉ đọc được {MOST_ROWS} dòng. {advice}")
        if (self.row + 1) * (self.column + 1) > MOST_CELLS:
            raise Unreadable(f"{where}quá lớn, trải đến ô {corner}. {advice}")
