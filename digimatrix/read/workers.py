"""Processes that read files side by side, one for each core; a crash costs one file."""

from __future__ import annotations

import os
import pickle
import subprocess
import sys
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import chain, islice
from pathlib import Path

from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.files import Input
from digimatrix.read.intake import Terms
from digimatrix.read.outcomes import Outcome
from digimatrix.read.packing import pack
from digimatrix.read.worker import gave, message, receive, send

WORTH_IT = 100
"""Files below which starting processes costs more time than it saves."""

_BATCH = 8  # files asked for at once, so that no process waits for the next name
_AHEAD = 4  # batches a process may be ahead of who takes the answers: a bound on memory


def cores() -> int:
    """Return how many processes can run at once."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def read_all(found: Iterable[Input], terms: Terms, processes: int = 0) -> Iterator[bytes]:
    """Yield what each file gave, packed, in order; `processes` is 0 to let their number tell."""
    rest = iter(found)
    first = list(islice(rest, WORTH_IT))
    found = chain(first, rest)
    if not processes:
        processes = cores() if len(first) == WORTH_IT else 1
    if processes < 2:
        for item in found:
            yield gave(item, terms)
        return
    crew = _Crew(terms, processes)
    try:
        yield from crew.read(found)
    finally:
        crew.close()


class _Crew:
    """Threads, each of which has a process read for it."""

    def __init__(self, terms: Terms, processes: int) -> None:
        self._terms = terms
        self._pickled = pickle.dumps(terms)
        self._processes = processes
        self._own = threading.local()
        self._started: list[subprocess.Popen[bytes]] = []
        self._closed = False
        self._alone = threading.Lock()
        self._hopeless = False  # no process can be started here
        self._pool = ThreadPoolExecutor(processes)

    def read(self, found: Iterator[Input]) -> Iterator[bytes]:
        waiting: deque[Future[list[bytes]]] = deque()
        while batch := list(islice(found, _BATCH)):
            waiting.append(self._pool.submit(self._read, batch))
            if len(waiting) >= _AHEAD * self._processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def close(self) -> None:
        self._closed = True
        self._pool.shutdown(wait=False, cancel_futures=True)
        for process in self._started:
            process.kill()
        self._pool.shutdown()
        for process in self._started:
            with process:
                pass

    def _read(self, batch: list[Input]) -> list[bytes]:
        """Have a batch read; the file over which a process ends is a problem."""
        answers: list[bytes] = []
        while len(answers) < len(batch) and not self._closed:
            rest = batch[len(answers) :]
            process = self._process()
            if process is None:
                with self._alone:
                    answers += [gave(item, self._terms) for item in rest]
                continue
            assert process.stdin is not None
            assert process.stdout is not None
            try:
                send(process.stdin, message(rest))
                for _ in rest:
                    answers.append(receive(process.stdout))
            except (EOFError, OSError):
                self._own.process = None
                process.kill()
                answers.append(pack(_crashed(batch[len(answers)])))
        return answers

    def _process(self) -> subprocess.Popen[bytes] | None:
        """Return this thread's process; None where none can be started."""
        process: subprocess.Popen[bytes] | None = getattr(self._own, "process", None)
        if process is None and not self._hopeless:
            process = self._own.process = self._start()
            self._hopeless = process is None
        return process

    def _start(self) -> subprocess.Popen[bytes] | None:
        # Not multiprocessing: that would run the caller's own script again.
        path = [*filter(None, sys.path), str(Path(__file__).parents[2])]
        try:
            process = subprocess.Popen(
                [sys.executable, "-P", "-m", "digimatrix.read.worker"],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env={**os.environ, "PYTHONPATH": os.pathsep.join(path)},
            )
        except OSError:
            return None
        self._started.append(process)
        assert process.stdin is not None
        assert process.stdout is not None
        try:
            send(process.stdin, self._pickled)
            receive(process.stdout)
        except (EOFError, OSError):
            return None
        return process


def _crashed(item: Input) -> Outcome:
    return Outcome(item.name, problems=[Problem(Rule.TOO_SLOW, Place(item.name))])
