"""Reading transcripts: a reader a format, told apart by content and by suffix."""

from index.transcripts.files import TranscriptError, discover, read
from index.transcripts.formats import LARGEST, SUFFIXES, read_bytes, read_text
from index.transcripts.words import ReadError, Words

__all__ = [
    "LARGEST",
    "SUFFIXES",
    "ReadError",
    "TranscriptError",
    "Words",
    "discover",
    "read",
    "read_bytes",
    "read_text",
]
