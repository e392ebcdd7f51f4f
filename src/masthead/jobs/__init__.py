"""Background work: work that outlives a request: retry, lease, schedule, outbox."""
