"""Access: the one way into the desk, what keeps it, and the trail of who did what.

``visitor`` says who is at the other end, ``presence`` stands in every request of the desk, ``hooks`` writes down what Wagtail's own
user screens do. The tables and the counting of attempts are in ``staff``, the trail is ``audit``.
"""
