"""The steps by which the demo magazine is brought in: each finds what is there already, and makes only what is missing."""
