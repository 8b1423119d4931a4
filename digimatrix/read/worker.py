"""A process that reads files for another: names of files in, what they gave out."""

from __future__ import annotations

import gc
import json
import os
import pickle
import signal
import struct
import sys
from pathlib import Path
from typing import IO

from digimatrix.model.places import Place
from digimatrix.model.problems import Problem, Rule
from digimatrix.read.files import Input
from digimatrix.read.intake import Terms, take_in
from digimatrix.read.outcomes import Outcome
from digimatrix.read.packing import pack

_SIZE = struct.Struct(">Q")


def send(stream: IO[bytes], data: bytes) -> None:
    """Write one message."""
    stream.write(_SIZE.pack(len(data)) + data)
    stream.flush()


def receive(stream: IO[bytes]) -> bytes:
    """Read one message.

    Raises:
        EOFError: if the other process has ended.
    """
    head = stream.read(_SIZE.size)
    data = stream.read(_SIZE.unpack(head)[0]) if len(head) == _SIZE.size else b""
    if not data:
        raise EOFError
    return data


def items(data: bytes) -> list[Input]:
    """Return the files that a message names."""
    return [Input(Path(path), name) for path, name in json.loads(data)]


def message(found: list[Input]) -> bytes:
    """Return the message that names these files."""
    return json.dumps([[str(item.path), item.name] for item in found]).encode()


def gave(item: Input, terms: Terms) -> bytes:
    """Return what a file gave, packed; a fault of the program costs this file alone."""
    try:
        return pack(take_in(item, terms))
    except Exception as fault:
        problem = Problem(Rule.FAULT, Place(item.name), {"fault": type(fault).__name__})
        return pack(Outcome(item.name, problems=[problem]))


def main() -> None:
    """Answer until there is nothing more to read: first on which terms, then which files."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # whoever started this one ends it
    asked = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # no library's word may get between the answers
    gc.freeze()
    gc.set_threshold(100_000)  # what is read makes no rings of objects
    try:
        terms: Terms = pickle.loads(receive(asked))  # from the process that started this one
        send(answers, b"ready")
        while True:
            for item in items(receive(asked)):
                send(answers, gave(item, terms))
    except EOFError:
        return


if __name__ == "__main__":
    main()
