"""The one way a file is refused, and how large a file may be."""

MEGABYTE = 1024 * 1024
LARGEST_FILE = 50 * MEGABYTE
# What a zipped workbook may unpack to: a full year's list of a province is about 30 MB, so this leaves room and stops bombs.
LARGEST_UNPACKED = 400 * MEGABYTE
MOST_ZIP_ENTRIES = 5_000
MOST_ROWS = 1_000_000
MOST_COLUMNS = 200
# Calamine lays a sheet out as a full rectangle and ends the process when memory fails: the rectangle is measured before it is opened.
MOST_CELLS = 20_000_000
MOST_SHEETS = 200
MOST_TABLES = 200


class Unreadable(Exception):
    """The file cannot be read at all. `reason` is a Vietnamese sentence for the person who brought the file: what, and what to do."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(reason)
