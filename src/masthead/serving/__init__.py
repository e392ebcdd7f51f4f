"""Serving: the processes of a running magazine, and what stands in front of Django in the web process.

Public: ``supervisor.supervise`` (start, watch, restart, stop), ``locks.hold_roles`` (one server to a data folder),
``ports.refuse_taken_port``. The children are ``prepare`` (migrations, before the others start), ``web`` and ``work``.
"""
