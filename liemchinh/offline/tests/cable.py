"""The way between a browser and the server under test, which can be cut and mended, and can lose the answer to an act that arrived."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Cable:
    """Carries bytes both ways. Cut, it closes what is open and whatever comes; browsers call that no network."""

    def __init__(self, server: str) -> None:
        there = urlsplit(server)
        self._server = (there.hostname or "", there.port or 80)
        self._listening = socket.create_server(("127.0.0.1", 0))
        self._open: set[socket.socket] = set()
        self._whole, self._losing = True, False
        # Set once an act reached the server and its answer did not come back.
        self.lost = threading.Event()
        self.url = f"http://{there.hostname}:{self._listening.getsockname()[1]}"
        threading.Thread(target=self._accept, daemon=True).start()

    def cut(self) -> None:
        """Nothing passes from now on."""
        self._whole = False
        for end in list(self._open):
            self._close(end)

    def mend(self, *, losing: bool = False) -> None:
        """Everything passes again; `losing`: the answer to the next POST does not, and with it the cable is cut."""
        self._losing, self._whole = losing, True

    def close(self) -> None:
        """The end of the test."""
        self.cut()
        self._close(self._listening)

    def _accept(self) -> None:
        with suppress(OSError):
            while True:
                near, _from = self._listening.accept()
                threading.Thread(target=self._carry, args=(near,), daemon=True).start()

    def _carry(self, near: socket.socket) -> None:
        if not self._whole:
            self._close(near)
            return
        far = socket.create_connection(self._server)
        self._open |= {near, far}
        doomed = threading.Event()
        threading.Thread(target=self._back, args=(far, near, doomed), daemon=True).start()
        with suppress(OSError):
            while told := near.recv(65536):
                if self._losing and told.startswith(b"POST "):
                    doomed.set()
                far.sendall(told)
        self._close(far)

    def _back(self, far: socket.socket, near: socket.socket, doomed: threading.Event) -> None:
        with suppress(OSError):
            while told := far.recv(65536):
                if doomed.is_set():
                    self.cut()
                    self.lost.set()
                    return
                near.sendall(told)
        self._close(near)

    def _close(self, end: socket.socket) -> None:
        self._open.discard(end)
        # Both directions end at once, each in its own thread: what one has closed already is closed.
        with suppress(OSError):
            end.shutdown(socket.SHUT_RDWR)
        with suppress(OSError):
            end.close()


@contextmanager
def cable_to(server: str) -> Iterator[Cable]:
    """A cable to a server's address, whole at first."""
    cable = Cable(server)
    try:
        yield cable
    finally:
        cable.close()
