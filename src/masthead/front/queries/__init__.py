"""How readers' pages are put together: each module reads what one kind of page needs and returns its context.

Every function here says how many queries it takes; ``tests/front/test_budgets.py`` holds them to it.
"""
