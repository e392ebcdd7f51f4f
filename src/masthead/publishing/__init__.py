"""Publishing: the one door through which anything becomes public, or stops being so.

Public: ``actions.publish``, ``actions.unpublish``, ``pages.MagazinePage`` (every page type inherits it), ``findings.Finding``.
``followers`` holds what happens at the door; ``switchboard.py`` fills it, nobody else does.
"""
