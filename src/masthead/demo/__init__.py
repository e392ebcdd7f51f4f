"""Demo: a magazine to look at, and one to measure with.

*Evenlight* is an invented monthly: its articles are text files in ``content``, its pictures, film and sound are made by ``drawing``, and
``actions.load_demo`` brings it in through the same actions that editors use. ``seeding.seed`` makes a synthetic magazine of any size.
"""
