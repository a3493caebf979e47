"""Feeds: fetched politely, read whatever their defects, and each new entry taken in once."""
