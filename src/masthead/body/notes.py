"""Marks within the copy that are more than looks: the names under which editor and database know them.

Notes and “TK” are the desk's alone; a footnote's words are read at the end (``text.footnotes`` has its element).
"""

NOTE_FEATURE = "desk-note"
NOTE_STYLE = "DESK_NOTE"
NOTE_ELEMENT = "desk-note"
"""The element that the database keeps; ``text.sanitising`` drops it with its words on every way out."""
TK_FEATURE = "tk"
FOR_THE_DESK = (NOTE_FEATURE, TK_FEATURE)
FOOTNOTE_FEATURE = "foot-note"
FOOTNOTE_STYLE = "FOOTNOTE"
