"""Backup: everything a magazine owns in one file that proves itself, and the way back.

Public: ``making.make_backup``, ``reading.examine``, ``restoring.restore_here``, ``restoring.restore_into``.
The room needs no Django, so that a backup can be made, checked and put back when the site cannot start.
"""
