"""Bringing in the demo magazine."""

from __future__ import annotations

from dataclasses import dataclass

from masthead.demo.loading import arrangement, copy, issues, letter, library, owner, production, tree
from masthead.demo.loading.library import Told
from masthead.demo.manuscripts import facts, manuscripts
from masthead.demo.marks import Shelf
from masthead.staff.models import User


@dataclass(frozen=True)
class LoadedDemo:
    """What there is now. ``password`` is empty unless this call made the account."""

    name: str
    username: str
    password: str
    article_count: int


def load_demo(*, acting_user: User | None = None, progress: Told | None = None, password: str = "") -> LoadedDemo:
    """Bring in *Evenlight*, each through the action that an editor would use: settings, people, pictures, articles, issues, front page.

    One issue is in production, with pieces at every stage.

    What is there already stays as it is, so a second call changes nothing and one that was interrupted is completed. Without
    ``acting_user`` the owner's account ``editor`` is made and acts; ``password`` is its password, else a random one is made.
    ``progress(what, done, total)`` is told after each picture and article. Renditions are left to the worker.

    Raises:
        ManuscriptUnreadable: a file of the content is broken.
        PublishingRefused: a check refuses one of the articles.
    """
    tell = progress or _say_nothing
    said = facts("magazine")
    login = owner.Login("", "")
    if acting_user is None:
        acting_user, login = owner.owner(password=password)
    tree.magazine(said, acting_user=acting_user)
    pictures = library.pictures(said["name"], acting_user=acting_user, tell=tell)
    files = library.recordings(said["name"], acting_user=acting_user)
    people = library.contributors(pictures, acting_user=acting_user)
    site, sections, series = tree.site(said, acting_user=acting_user)
    letter.letter(acting_user=acting_user)
    cast = copy.Cast(sections, series, people, pictures, files)
    written = copy.articles(site.articles, list(manuscripts()), cast, acting_user=acting_user, tell=tell)
    issues.issues(site.issues, Shelf(pictures, files, written), people, acting_user=acting_user)
    arrangement.arrangement(written, acting_user=acting_user)
    production.production(written, sections, acting_user=acting_user)
    return LoadedDemo(said["name"], login.username, login.password, len(written))


def _say_nothing(_what: str, _done: int, _total: int) -> None:
    pass
