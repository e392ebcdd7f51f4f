"""Machines: what programs get: feeds, sitemaps, structured data."""
