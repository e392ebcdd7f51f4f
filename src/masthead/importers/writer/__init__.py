"""The one writer: puts neutral records into the magazine, by the publishing action or, many at once, by the bulk route.

Both routes leave equal rows (``tests/importers/test_two_routes.py``). ``touches`` keeps what is needed to take a run back.
"""
