"""Reads of what articles stand in."""

from masthead.articles.models import Section


def live_sections() -> list[Section]:
    """Every live section, in the order of the tree: there are few. One query.

    It names no column of the page table: given an order or a condition there, SQLite walks through all pages to find
    the sections among them (21 ms at 100,000 articles).
    """
    sections = (section for section in Section.objects.order_by() if section.live)
    return sorted(sections, key=lambda section: section.path)
