"""The first run: a new magazine gets its owner, its name and its look, once.

``invitation`` is the file that says how the page may be reached, ``actions`` founds the magazine, ``views`` and
``forms`` are the page.
"""
