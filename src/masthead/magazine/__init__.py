"""Magazine: what the magazine is called, in which language it speaks, and how it looks.

Public: ``models.Magazine``, ``queries.this_magazine``; ``actions.change_theme`` and ``put_theme_back``. A theme is a look and what departs
from it: ``themes`` (typed values, read with care), ``colours`` (contrast and OKLCH), ``palettes`` (all colours of a theme, light and
dark), ``readings`` (whether they can be read, and the way out), ``sheets`` (a theme as a style sheet), ``nameplates`` (pictures of the
name, drawn anew).
"""
