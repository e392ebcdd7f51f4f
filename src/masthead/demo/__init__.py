"""Demo: the demo magazine and the synthetic one for measuring."""
