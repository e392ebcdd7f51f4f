"""Pictures that the magazine draws of itself: icons from its nameplate, and a card for an article without a picture.

``style`` knows the theme's colours and type, ``setting`` sets lines of type, ``cards`` and ``icons`` draw.
Words and style in, bytes out: equal in, equal out. No database.
"""
