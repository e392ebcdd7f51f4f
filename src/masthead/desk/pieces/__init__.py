"""Pieces as rows: the same row on every list of the desk, and the list of all articles."""
