"""Redirects: old addresses and withdrawn ones."""
