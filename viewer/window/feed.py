"""The worker's process seen from the window: started anew, never forked, read without ever waiting, ended for sure."""

import os
import sys

from PySide6.QtCore import QObject, QProcess, QProcessEnvironment, Signal

from layouts.model import Layout
from viewer.window.language import tr
from viewer.window.messages import Ahead, Inbox, Ready, Refused, Start, Stretch, Stuck, packed

PATIENCE = 2_000
"""Milliseconds that an ended process may take to go."""


class Feed(QObject):
    """One run of one layout in a process of its own."""

    ready = Signal(Ready)
    stretched = Signal(Stretch)
    failed = Signal(str)
    """The run cannot begin or go on, or has got into a deadlock: why, in one message."""

    def __init__(self, parent: QObject, module: str = "viewer.window.worker") -> None:
        super().__init__(parent)
        self._inbox = Inbox()
        self._process = QProcess(self)
        self._process.setProgram(sys.executable)
        self._process.setArguments(["-m", module])
        self._process.setProcessEnvironment(_environment())
        self._process.readyReadStandardOutput.connect(self._read)
        self._process.finished.connect(self._ended)
        self._process.errorOccurred.connect(self._broke)

    def start(self, layout: Layout, seed: int | None, until: float) -> None:
        """Start the process and simulate until a time."""
        self._process.start()
        self._write(packed(Start(layout, seed)))
        self.go_ahead(until)

    def go_ahead(self, until: float) -> None:
        """Simulate until a later time."""
        self._write(packed(Ahead(until)))

    def stop(self) -> None:
        """End the process, wherever it is."""
        self.blockSignals(True)
        if self._process.state() != QProcess.ProcessState.NotRunning:
            self._process.kill()
            self._process.waitForFinished(PATIENCE)

    @property
    def received(self) -> int:
        """Bytes that have come from the worker."""
        return self._inbox.received

    @property
    def process_id(self) -> int:
        """The number of the process; 0 when it does not run."""
        return int(self._process.processId())

    def _write(self, message: bytes) -> None:
        self._process.write(message)

    def _read(self) -> None:
        for reply in self._inbox.take(bytes(self._process.readAllStandardOutput().data())):
            match reply:
                case Ready():
                    self.ready.emit(reply)
                case Stretch():
                    self.stretched.emit(reply)
                case Refused() | Stuck():
                    self.failed.emit(reply.reason)

    def _ended(self, code: int, status: QProcess.ExitStatus) -> None:
        """The worker ends by itself only after an accident: the window ends it with signals blocked."""
        said = bytes(self._process.readAllStandardError().data()).decode(errors="replace").strip()
        last = said.splitlines()[-1] if said else f"exit status {code}"
        self.failed.emit(tr("The simulation stopped unexpectedly: {reason}", reason=last))

    def _broke(self, error: QProcess.ProcessError) -> None:
        if error is QProcess.ProcessError.FailedToStart:
            self.failed.emit(tr("The simulation could not be started: {reason}", reason=self._process.errorString()))


def _environment() -> QProcessEnvironment:
    """The worker finds the same packages as the window."""
    environment = QProcessEnvironment.systemEnvironment()
    environment.insert("PYTHONPATH", os.pathsep.join(path or os.getcwd() for path in sys.path))
    return environment
