"""What the public process writes into its log: where something went wrong, never with which words."""

import logging
import traceback
from types import TracebackType


class PlacesOnly(logging.Formatter):
    """Of an error its kind and the places in the source. The message of an error may quote what somebody typed; it is left out.

    So are the values of a record: an address may hold what somebody put into it.
    """

    def format(self, record: logging.LogRecord) -> str:
        """One line, and the places below it."""
        told = f"{record.levelname} {record.name} {record.module}:{record.lineno}"
        return f"{told}\n{self.formatException(record.exc_info)}" if record.exc_info else told

    def formatException(
        self, ei: tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]
    ) -> str:
        """The kind of error and its places."""
        kind, _error, trace = ei
        places = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)]
        return "\n".join([f"{kind.__name__ if kind else 'error'}", *places])
