"""The answers of the picture screens."""
