"""Desk: where editors work. Wagtail's admin, with its ways to the public replaced by ours.

``door`` answers the desk's publish, unpublish, delete, move and bulk buttons through ``publishing.actions``; ``api`` does the same for the
admin API; ``refusals`` turns a refusal anywhere at the desk into a message, ``answering`` takes what a browser says
with care. ``home`` and ``navigation`` lead editors to what they do most, ``repairs`` is the repair list, ``first_run`` begins a magazine.
``wagtail_hooks`` plugs all of it in.
"""
