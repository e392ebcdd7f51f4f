"""Serving: the processes of a running magazine, and what stands in front of Django in the web process.

Public: ``locks.hold_role`` (one server to a data folder), ``supervisor.Supervisor``, ``web`` and ``prepare`` (the
child processes), ``static_files`` (names and delivery of our own files), ``media_files`` (delivery of uploads).
"""
