"""A snapshot in one file: a line of JSON that says what follows, then the arrays as they are, to be mapped.

The file is a cache. It carries a stamp of what it was made from; one with another stamp, another format or other bytes
than were written is refused, so that its documents are counted anew.
"""

from __future__ import annotations

import json
import mmap
import os
import tempfile
import zlib
from collections.abc import Iterator, Mapping
from itertools import accumulate, pairwise
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from index.engine.segment import Segment
from index.engine.snapshot import Part, Snapshot

FORMAT = 1
MAGIC = b"ai-weekly-bot index\n"
ALIGNED = 64  # bytes
_ARRAYS = ("offsets", "documents", "frequencies", "lengths", "starts", "held", "alive", "letters", "words")


class UnusableIndexError(ValueError):
    """A saved index that must not be used, and why; what it was made from is to be indexed again."""


def save(snapshot: Snapshot, path: Path, stamp: str = "") -> None:
    """Writes the documents under their numbers, whole or not at all. OSError where that is not possible."""
    arrays = _arrays(snapshot.merged())
    places = list(accumulate((_padded(one.nbytes) for one in arrays.values()), initial=0))
    described = {
        name: {"type": one.dtype.str, "size": one.size, "at": place, "crc": zlib.crc32(one.data)}
        for (name, one), place in zip(arrays.items(), places, strict=False)
    }
    head = json.dumps({"format": FORMAT, "stamp": stamp, "bytes": places[-1], "arrays": described}).encode()
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, prefix=path.name, delete=False) as file:
        try:
            start = MAGIC + head
            file.write(start + b" " * (_padded(len(start) + 1) - len(start) - 1) + b"\n")
            for one in arrays.values():
                file.write(one.tobytes() + bytes(_padded(one.nbytes) - one.nbytes))
            file.flush()
            os.fsync(file.fileno())
            Path(file.name).replace(path)
        except BaseException:
            Path(file.name).unlink(missing_ok=True)
            raise


def load(path: Path, stamp: str | None = None) -> Snapshot:
    """The documents of a file that `save` wrote, with the stamp it must have; its arrays are mapped, not read.

    Raises UnusableIndexError for a file that is stale or broken, OSError for one that is not there.
    """
    try:
        arrays = _read(path, stamp)
        return Snapshot((_part(arrays),)) if arrays["lengths"].size else Snapshot()
    except UnusableIndexError:
        raise
    except (KeyError, TypeError, IndexError, AttributeError, ValueError, OverflowError) as error:  # of a broken head
        raise UnusableIndexError(f"{path.name} is broken: {type(error).__name__}") from error


def _arrays(snapshot: Snapshot) -> Mapping[str, NDArray[Any]]:
    part = snapshot.parts[0] if snapshot.parts else None
    segment = part.segment if part else Segment({}, *(np.zeros(0, dtype=np.int64) for _ in range(6)))
    words = "".join(segment.terms).encode()
    columns = (
        segment.offsets,
        segment.documents,
        segment.frequencies,
        segment.lengths,
        segment.starts,
        segment.held,
        part.alive if part else np.zeros(0, dtype=np.bool_),
        np.fromiter(map(len, segment.terms), dtype=np.int32, count=len(segment.terms)),
        np.frombuffer(words, dtype=np.uint8),
    )
    return {name: np.ascontiguousarray(one) for name, one in zip(_ARRAYS, columns, strict=True)}


def _part(arrays: Mapping[str, NDArray[Any]]) -> Part:
    segment = Segment(
        terms={word: number for number, word in enumerate(_words(arrays))},
        offsets=arrays["offsets"],
        documents=arrays["documents"],
        frequencies=arrays["frequencies"],
        lengths=arrays["lengths"],
        starts=arrays["starts"],
        held=arrays["held"],
    )
    return Part(segment, 0, arrays["alive"], segment.holding)


def _words(arrays: Mapping[str, NDArray[Any]]) -> Iterator[str]:
    text = arrays["words"].tobytes().decode()
    places = [0, *np.cumsum(arrays["letters"]).tolist()]
    return (text[start:end] for start, end in pairwise(places))


def _read(path: Path, stamp: str | None) -> Mapping[str, NDArray[Any]]:
    with path.open("rb") as file:
        start = file.readline() + file.readline()
        if not start.startswith(MAGIC) or not start.endswith(b"\n"):
            raise UnusableIndexError(f"{path.name} is no saved index")
        head = json.loads(start[len(MAGIC) :])
        if head["format"] != FORMAT:
            raise UnusableIndexError(f"{path.name} has format {head['format']}, this is {FORMAT}")
        if stamp is not None and head["stamp"] != stamp:
            raise UnusableIndexError(f"{path.name} is of something else")
        if path.stat().st_size != len(start) + head["bytes"]:
            raise UnusableIndexError(f"{path.name} is cut short")
        mapped = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
    arrays = {name: _array(mapped, len(start), head["arrays"][name]) for name in _ARRAYS}
    broken = [name for name, one in arrays.items() if zlib.crc32(one.data) != head["arrays"][name]["crc"]]
    if broken:
        raise UnusableIndexError(f"{path.name} is broken: its {broken[0]} are not what was written")
    return arrays


def _array(mapped: mmap.mmap, start: int, described: Mapping[str, Any]) -> NDArray[Any]:
    kind = np.dtype(described["type"])
    return np.frombuffer(mapped, dtype=kind, count=described["size"], offset=start + described["at"])


def _padded(size: int) -> int:
    return -(-size // ALIGNED) * ALIGNED
