"""Marks within the copy that are the desk's alone: the names under which editor, database and sanitiser know them."""

NOTE_FEATURE = "desk-note"
NOTE_STYLE = "DESK_NOTE"
NOTE_ELEMENT = "desk-note"
"""The element that the database keeps; ``text.sanitising`` drops it with its words on every way out."""
TK_FEATURE = "tk"
FOR_THE_DESK = (NOTE_FEATURE, TK_FEATURE)
