"""Write docs/themers/contexts.md from the dataclasses that templates receive: ``python -m tests.front.contexts_page``."""

from __future__ import annotations

import inspect
import re
from dataclasses import Field, fields, is_dataclass
from pathlib import Path
from types import ModuleType

from tests.house.tree import REPOSITORY

PAGE = REPOSITORY / "docs" / "themers" / "contexts.md"

INTRODUCTION = """# What templates receive

<!-- Written from the dataclasses by `python -m tests.front.contexts_page`; do not edit. -->

Every page of `front` is drawn with three names: `furniture` (`Furniture`), `view` (the page's own context, below by
template) and `here` (the page's path; not there in a preview at the desk). There is no request, no user and no cookie:
a page is the same for everybody. Pictures are drawn with `{% draw_picture picture sizes="…" %}` and never by hand,
because the tag prints the credit. Text is escaped; fields of the type `SafeString` are markup that is safe already.

| template | `view` |
| --- | --- |
| `front/front.html` | `FrontPage` |
| `front/article.html` | `ArticlePage` |
| `front/section.html`, `front/series.html`, `front/list.html`, `front/article_index.html` | `ListPage` |
| `front/contributor.html`, `front/contributors.html` | `ContributorPage`, `ContributorsPage` |
| `front/issue.html`, `front/issue_index.html` | `IssuePage`, `IssuesPage` |
| `front/archive.html` (also a year's own page) | `ArchivePage` |
| `front/search.html` | `SearchPage` |
| `front/plain.html` | `PlainPage` |
| `front/masthead.html` | `MastheadPage` |
| `front/newsletter.html`, `front/newsletter_answer.html` | `NewsletterPage`, `SignUpAnswer` |
| `front/proof.html` | `ProofPage`; every page of a proof also has `proof` (`ProofBand`), which `front/base.html` draws above the rest |
| `front/guide.html` | `StyleGuide`, at the desk |
| `front/proof_closed.html` | none |
| `front/404.html`, `front/410.html` | `ErrorPage` |
| `front/500.html` | none, and no `furniture` either: it asks nothing of the database |
"""


def modules() -> dict[str, ModuleType]:
    """The modules whose dataclasses reach readers' templates, by what the page calls them."""
    from masthead.front import archive_context as archive
    from masthead.front import context as front
    from masthead.front import front_context as front_page
    from masthead.front import guide_context as guide
    from masthead.front import issue_context as issues
    from masthead.front import people_context as people
    from masthead.front import sign_up_context as sign_up
    from masthead.machines import context as machines
    from masthead.magazine import context as magazine
    from masthead.newsletters import context as newsletters
    from masthead.pictures import context as pictures
    from masthead.published import context as published
    from masthead.search import context as search

    return {
        "front": front,
        "front, front page": front_page,
        "front, issues": issues,
        "front, archive": archive,
        "front, people": people,
        "front, sign-up": sign_up,
        "front, style guide": guide,
        "magazine": magazine,
        "published": published,
        "pictures": pictures,
        "search": search,
        "newsletters": newsletters,
        "machines": machines,
    }


def contexts_of(module: ModuleType) -> list[type]:
    """The dataclasses that a module defines, in its order."""
    own = [value for value in vars(module).values() if inspect.isclass(value) and value.__module__ == module.__name__]
    return [value for value in own if is_dataclass(value)]


def row_of(each: Field[object]) -> str:
    """A field as a row of a table."""
    written = each.type if isinstance(each.type, str) else inspect.formatannotation(each.type)
    kind = re.sub(r"\bmasthead\.(?:\w+\.)+", "", written).replace("|", "\\|")
    return f"| `{each.name}` | `{kind}` | {each.metadata.get('help', '')} |\n"


def properties_of(context: type) -> list[tuple[str, str]]:
    """The properties of a context with the first line of what they say."""
    found = inspect.getmembers(context, lambda member: isinstance(member, property))
    return [(name, (inspect.getdoc(member) or "").splitlines()[0]) for name, member in found]


def page() -> str:
    """The whole page."""
    parts = [INTRODUCTION]
    for room, module in modules().items():
        parts.append(f"\n## {room}\n")
        for context in contexts_of(module):
            parts.append(f"\n### {context.__name__}\n\n{inspect.getdoc(context)}\n\n")
            parts.append("| field | type | meaning |\n| --- | --- | --- |\n")
            parts.extend(row_of(each) for each in fields(context))
            parts.extend(f"| `{name}` | | {meaning} |\n" for name, meaning in properties_of(context))
    return "".join(parts)


def write(path: Path = PAGE) -> None:
    """Write the page where it belongs."""
    path.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    import os

    os.environ.setdefault("MASTHEAD_CONFIG", str(REPOSITORY / "tests" / "masthead.toml"))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "masthead.settings")
    import django

    django.setup()
    write()
