"""The three formats of a feed, alike: each module has a ``write(feed) -> bytes`` and a ``CONTENT_TYPE``."""
