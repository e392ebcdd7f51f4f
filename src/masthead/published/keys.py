"""The names of lists: what ``ListEntry.list_key`` and ``ListCount.list_key`` hold. Written here and nowhere else."""

LONGEST = 120
ALL = "all"
OF_SECTIONS, OF_SERIES, OF_CONTRIBUTORS, OF_YEARS = "section:", "series:", "contributor:", "year:"


def section(section_id: int) -> str:
    """The articles of a section and of those below it."""
    return f"{OF_SECTIONS}{section_id}"


def series(series_id: int) -> str:
    """The articles of a series."""
    return f"{OF_SERIES}{series_id}"


def contributor(contributor_id: int) -> str:
    """The articles that credit a contributor, in whatever role."""
    return f"{OF_CONTRIBUTORS}{contributor_id}"


def tag(slug: str) -> str:
    """The articles that bear a tag."""
    return f"tag:{slug}"[:LONGEST]


def issue(issue_id: int) -> str:
    """The articles of an issue."""
    return f"issue:{issue_id}"


def year(number: int) -> str:
    """The articles of a year, in the magazine's time zone."""
    return f"{OF_YEARS}{number}"


def form(code: str) -> str:
    """The articles of a form (``articles.models.Form``)."""
    return f"form:{code}"


def number_in(key: str) -> int:
    """The number that the key of a section, series, contributor, issue or year holds."""
    return int(key.partition(":")[2])
