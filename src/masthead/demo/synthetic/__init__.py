"""A magazine of any size for measuring: invented words in the proportions of a language, read by the importers like any other source."""
