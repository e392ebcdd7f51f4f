"""Published: the read model: one row per published article, with everything that lists need."""
