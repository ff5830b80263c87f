"""Documents read in worker processes: one program `jiaokan stream` has them read within bounds and
answers in order, whatever becomes of a worker."""

from __future__ import annotations

import json
import os
import queue
import re
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import IO, Any, Generic, TypeVar

from jiaokan._errors import Error
from jiaokan._program import program

Tag = TypeVar("Tag")

# So much is sent ahead of the answers, in documents a job and in bytes.
AHEAD = 8
AHEAD_BYTES = 32 << 20


@dataclass(frozen=True)
class Document(Generic[Tag]):
    """What is to be read: a file, or bytes."""

    name: str
    content: bytes | None
    """None for a file."""
    path: str | None
    tag: Tag
    """Whatever the answer is to be known by."""


@dataclass(frozen=True)
class Answer(Generic[Tag]):
    """What became of a document."""

    tag: Tag
    name: str
    sha256: str | None
    json: bytes | None
    """The JSON of the report, on one line."""
    error: Error | None


@dataclass(frozen=True)
class Settings:
    """How documents are read, in words of the command line."""

    jobs: int | None = None
    timeout: float = 60.0
    max_memory: int | str = "2G"
    max_size: int | str = "256M"
    patterns: str | None = None
    profile: str | None = None
    password: str | None = None
    decisions: str | None = None
    witnesses: str | None = None
    second_reader: bool = False
    ocr: str = "auto"
    detail: str = "full"

    def line(self) -> list[str]:
        """The command. A password is not in it: others may see it."""
        line = [program(), "stream", "--lang", "en", "--progress", "never"]
        named = {
            "jobs": self.jobs,
            "timeout": f"{max(1, round(self.timeout * 1000))}ms",
            "max-memory": self.max_memory,
            "max-size": self.max_size,
            "patterns": self.patterns,
            "profile": self.profile,
            "decisions": self.decisions,
            "witnesses": self.witnesses,
            "ocr": self.ocr,
            "detail": self.detail,
        }
        line += [f"--{name}={value}" for name, value in named.items() if value is not None]
        return line + ["--second-reader"] * self.second_reader

    def environment(self) -> dict[str, str]:
        added = {} if self.password is None else {"JIAOKAN_PASSWORD": self.password}
        return {**os.environ, **added}


def answers(documents: Iterable[Document[Tag]], settings: Settings) -> Iterator[Answer[Tag]]:
    """The answers, in the order of the documents; these are asked for in this thread, and not
    far ahead of the answers. Closing the iterator ends the processes."""
    stream = _Stream[Tag](settings)
    try:
        yield from stream.run(iter(documents))
    finally:
        stream.close()


class _Stream(Generic[Tag]):
    def __init__(self, settings: Settings) -> None:
        # Ctrl-C is for us alone: we end the program.
        apart: dict[str, Any] = {"start_new_session": True}
        if sys.platform == "win32":
            apart = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        self.said: IO[bytes] = tempfile.TemporaryFile()
        self.process = subprocess.Popen(
            settings.line(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self.said,
            env=settings.environment(),
            bufsize=1 << 17,
            **apart,
        )
        assert self.process.stdin is not None and self.process.stdout is not None
        self.input: IO[bytes] = self.process.stdin
        self.output: IO[bytes] = self.process.stdout
        self.ahead = AHEAD * (settings.jobs or os.cpu_count() or 1)
        self.sending: queue.SimpleQueue[Document[Tag] | None] = queue.SimpleQueue()
        self.sender = threading.Thread(target=self._send, daemon=True)
        self.sender.start()

    def run(self, documents: Iterator[Document[Tag]]) -> Iterator[Answer[Tag]]:
        waiting: deque[Document[Tag]] = deque()
        size, more = 0, True
        while more or waiting:
            while more and len(waiting) < self.ahead and size < AHEAD_BYTES:
                document = next(documents, None)
                if document is None:
                    more = False
                    self.sending.put(None)
                    break
                waiting.append(document)
                size += len(document.content or b"")
                self.sending.put(document)
            if waiting:
                document = waiting.popleft()
                size -= len(document.content or b"")
                yield self._answer(document)
        if self.process.wait() != 0:
            raise self._ended()

    def _send(self) -> None:
        """In a thread of its own: the program reads when it can."""
        try:
            while (document := self.sending.get()) is not None:
                head: dict[str, Any] = {"name": document.name}
                if document.content is None:
                    head["path"] = document.path
                else:
                    head["size"] = len(document.content)
                self.input.write(json.dumps(head).encode() + b"\n")
                if document.content is not None:
                    self.input.write(document.content)
                if self.sending.empty():
                    self.input.flush()
            self.input.close()
        except (OSError, ValueError):
            # The program has ended, which is told by the missing answer.
            pass

    def _answer(self, document: Document[Tag]) -> Answer[Tag]:
        line = self.output.readline()
        if not line.endswith(b"\n"):
            raise self._ended()
        head = json.loads(line)
        report = self.output.read(head["size"]) if head["error"] is None else None
        if report is not None and len(report) != head["size"]:
            raise self._ended()
        error = None
        if (wrong := head["error"]) is not None:
            error = Error(
                wrong["code"],
                wrong["message"],
                wrong["message_zh"],
                document.name,
                wrong["page"],
            )
        return Answer(document.tag, document.name, head["sha256"], report, error)

    def _ended(self) -> Error:
        """Why the program gave no answer."""
        status = self.process.wait()
        self.said.seek(0)
        said = self.said.read().decode(errors="replace").strip()
        if found := re.search(r"^(E_[A-Z_]+): (.*)", said, re.M):
            return Error(found[1], found[2])
        found_instead = said.splitlines()[-1] if said else f"exit status {status} and no word"
        return Error(
            "E_WORKER_START",
            f"expected the program {program()} to answer, but found: {found_instead}; "
            "check that it can run here, and that there is memory",
        )

    def close(self) -> None:
        self.sending.put(None)
        if self.process.poll() is None:
            # Its workers end with it: nobody writes to them any more.
            self.process.kill()
        self.process.wait()
        self.sender.join()
        for pipe in (self.input, self.output, self.said):
            try:
                pipe.close()
            except OSError:
                pass
