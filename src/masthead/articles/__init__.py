"""Articles: sections, series, articles, their credits and corrections."""
