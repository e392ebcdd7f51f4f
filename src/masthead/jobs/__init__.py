"""Jobs: work that outlives a request: retry, lease, schedule, outbox.

Public: ``registry.job`` (and ``.later`` of what it makes), ``leases.hold``, ``outbox.put`` and ``outbox.deliver``,
``periodic.every`` and ``periodic.daily``, ``worker.run``, ``queries.health``, ``actions`` (retry, prune: ``masthead jobs`` and the clock).
"""
