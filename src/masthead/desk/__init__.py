"""Desk: what editors get: home, reports, checklists, menus."""
