"""What goes on behind the screens: files are exchanged with the public side, months are closed, what is over is destroyed."""

from datetime import timedelta

from liemchinh.citizens.destroying import forget
from liemchinh.citizens.exchange import exchange_files
from liemchinh.citizens.receiving import close_months
from liemchinh.jobs.registry import register_tick


def exchange() -> None:
    """The files of the usual folder; what could not be taken stays there, and the page of the exchange says so."""
    exchange_files()


register_tick("citizens.exchange", timedelta(minutes=5), exchange)
register_tick("citizens.close_months", timedelta(days=1), close_months)
register_tick("citizens.forget", timedelta(days=1), forget)
