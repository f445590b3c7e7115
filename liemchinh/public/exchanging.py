"""The exchange, again and again, in a thread of the public process."""

import logging
import threading

from liemchinh.envelopes.seals import Unreadable
from liemchinh.public.site import Site, site

SECONDS = 20.0
log = logging.getLogger("liemchinh.public")


def exchange_once(at: Site) -> None:
    """One exchange. What went wrong is kept for `doctor`, and tried again next time."""
    try:
        at.exchange()
    except (Unreadable, OSError) as trouble:
        at.store.keep_fact("trouble", str(trouble)[:500].encode())
        log.warning("the exchange did not succeed", exc_info=trouble)
    else:
        at.store.keep_fact("trouble", b"")


def start() -> None:
    """Begins a thread that ends with the process."""
    threading.Thread(target=_run, args=(site(),), daemon=True, name="exchange").start()


def _run(at: Site) -> None:
    while True:
        try:
            exchange_once(at)
        except Exception:
            log.exception("the exchange failed")
        threading.Event().wait(SECONDS)
