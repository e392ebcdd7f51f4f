"""A developer's theme: it stands before ours on readers' pages, breaks nothing, and is looked through by a command."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.test import Client
from pytest_django import Settings

from masthead.cli import main
from masthead.cli.checkup import magazine
from masthead.cli.checkup.findings import Level
from masthead.files import names, sending
from masthead.front.checking.contexts import VIEWS
from masthead.front.checking.folders import check_folder, check_our_own
from masthead.front.checking.starting import FILES, new_theme
from masthead.magazine.models import Magazine
from masthead.staff.models import User
from tests.cast import a_small_magazine
from tests.house.tree import SOURCE

LOADERS = ["masthead.front.theme_folder.CarefulLoader", "django.template.loaders.app_directories.Loader"]


MISTAKEN = {
    "templates/front/article.html": """{% extends "front/base.html" %}{% load i18n %}
{% block mian %}x{% endblock %}
{% block main %}<h1>{{ view.headlin }}</h1>
{% for card in view.more %}{{ card.titel }}
{% include "front/_card.html" with card=card only %}{% endfor %}
{% if request.user %}{{ nothing }}{% endif %}
<p style="color: red" onclick="x()">{% include "front/_crad.html" with card=1 only %}</p>
<script>alert(1)</script><img src="https://cdn.example/x.png" alt="">{% endblock %}""",
    "templates/front/_card.html": "{{ card.kicker }}\n{{ card.picture.credits }}{{ wrong }}",
    "templates/front/plain.html": "{% extends 'front/base.html' %}\n{% block main %}{% iff %}{% endblock %}",
    "templates/front/artikel.html": "x",
    "templates/desk/home.html": "x",
    "templates/body/pull_quote/web.html": "<q>{{ block.quot }}</q>",
    "static/theme/theme.css": "@import url(https://fonts.example/x.css);\n.x { margin: var(--inc); }",
}
EXPECTED = [
    ("front/article.html", 2, "Did you mean “main”?"),
    ("front/article.html", 3, "ArticlePage has no “headlin”. Did you mean “headline”?"),
    ("front/article.html", 4, "Card has no “titel”. Did you mean “title”?"),
    ("front/article.html", 6, "“request” is not known on a reader's page."),
    ("front/article.html", 6, "“nothing” is not given"),
    ("front/article.html", 7, "“style=” is not allowed"),
    ("front/article.html", 7, "“onclick=” is a script"),
    ("front/article.html", 7, "“front/_crad.html”, which is not there. Did you mean “front/_card.html”?"),
    ("front/article.html", 8, "Inline script is not allowed"),
    ("front/article.html", 8, "<img> loads from elsewhere: https://cdn.example"),
    ("front/_card.html", 2, "DrawnPicture has no “credits”. Did you mean “credit”?"),
    ("front/_card.html", 2, "“wrong” is not given"),
    ("front/plain.html", 2, "cannot be compiled"),
    ("front/artikel.html", 1, "Did you mean “front/article.html”?"),
    ("desk/home.html", 1, "the desk is not among them"),
    ("body/pull_quote/web.html", 1, "has no “quot”"),
    ("theme/theme.css", 1, "It loads from elsewhere: https://fonts.example"),
    ("theme/theme.css", 2, "Did you mean “--ink”?"),
]


@pytest.fixture
def theme(tmp_path: Path, settings: Settings) -> Iterator[Callable[[dict[str, str]], Path]]:
    """Lay a theme out and wear it."""
    folder = tmp_path / "theme"

    def lay_out(files: dict[str, str]) -> Path:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
        settings.THEME_FOLDER = folder
        engine = {
            "BACKEND": "masthead.front.theme_folder.ReadersTemplates",
            "NAME": "readers",
            "DIRS": [folder / "templates"],
        }
        settings.TEMPLATES = [{**engine, "OPTIONS": {"loaders": LOADERS}}, *settings.TEMPLATES]
        settings.STATICFILES_FINDERS = ["masthead.front.theme_folder.ThemeFinder", *settings.STATICFILES_FINDERS]
        _forget()
        return folder

    yield lay_out
    _forget()


def _forget() -> None:
    finders.get_finder.cache_clear()  # type: ignore[attr-defined]
    names.fingerprints.cache_clear()
    sending._found_once.cache_clear()


@pytest.mark.django_db
def test_a_theme_stands_before_ours_for_readers_and_never_at_the_desk(
    theme: Callable[[dict[str, str]], Path], client: Client
) -> None:
    theme(
        {
            "templates/front/_colophon.html": "<p>Set by hand.</p>",
            "templates/front/404.html": "{% extends 'front/base.html' %}{% block main %}{{ view.nope|date:'bad'|add }}{% endblock %}",
            "templates/front/archive.html": "{% extends 'front/base.html' %}{% blok %}",
            "templates/body/divider/web.html": "{% include 'theme/gone.html' %}",
            "templates/wagtailadmin/home.html": "No desk.",
            "static/theme/theme.css": "@layer blocks { .colophon { color: var(--ink); } }",
            "static/theme/pig.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>",
            "static/front/css/print.css": "@layer print { .mine { display: none; } }",
            "static/desk/slots.css": "body { display: none }",
        }
    )
    a_small_magazine()
    front = client.get("/").text
    assert "Set by hand." in front
    assert re.search(r"/theme~[0-9a-f]{8}/theme.css", front)
    archive = client.get(
        "/archive/"
    ).text  # it does not compile: ours is drawn in its place, with the rest of the theme
    assert "Archive" in archive
    assert "Set by hand." in archive
    nowhere = client.get("/nowhere/")  # it breaks while it draws: the whole page is ours
    assert (nowhere.status_code, "nothing at this address" in nowhere.text) == (404, True)
    sheet = client.get("/static/front/css/print.css")
    assert b".mine" in b"".join(sheet)
    client.force_login(User.objects.create_superuser("edith", "edith@example.org", "correct horse battery"))
    assert "No desk." not in client.get("/desk/").text
    assert Magazine.objects.get().name in client.get("/desk/").text


def test_what_is_wrong_is_said_with_file_line_and_the_nearest_name(theme: Callable[[dict[str, str]], Path]) -> None:
    folder = theme(MISTAKEN)
    found = [(each.path.partition("/")[2], each.line, f"{each.message} {each.hint}") for each in check_folder(folder)]
    missed = [
        (path, line, words)
        for path, line, words in EXPECTED
        if not any((path, line) == (where, number) and words in said for where, number, said in found)
    ]
    assert missed == []
    assert len(found) == len(EXPECTED)


def test_the_doctor_names_the_first_of_the_mistakes(theme: Callable[[dict[str, str]], Path]) -> None:
    theme({"templates/front/plain.html": "{{ view.titel }}"})
    (found,) = magazine.theme()
    assert (found.level, "front/plain.html:1" in found.message) == (Level.WARN, True)


def test_our_own_templates_pass_the_check_and_every_page_is_known_to_it() -> None:
    assert [f"{each.path}:{each.line} {each.message}" for each in check_our_own() if not each.is_advice] == []
    pages = {f"front/{path.name}" for path in (SOURCE / "front" / "templates" / "front").glob("[!_]*.html")}
    assert pages - {"front/base.html", "front/500.html"} == set(VIEWS)


def test_the_command_makes_a_theme_that_passes_and_refuses_one_that_does_not(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = tmp_path / "mine"
    assert main(["theme", "new", str(folder)]) == 0
    assert all((folder / name).is_file() for name in FILES)
    assert main(["theme", "check", str(folder)]) == 0
    assert main(["theme", "new", str(folder)]) == 1
    (folder / "templates" / "front" / "plain.html").write_text("{{ view.titel }}", encoding="utf-8")
    capsys.readouterr()
    assert main(["theme", "check", str(folder), "--json"]) == 1
    found = json.loads(capsys.readouterr().out)
    assert (found[0]["path"], found[0]["line"], found[0]["hint"]) == (
        "templates/front/plain.html",
        1,
        "Did you mean “title”?",
    )
    assert main(["theme", "check", str(tmp_path / "nowhere")]) == 1


@pytest.mark.django_db
def test_the_theme_to_begin_with_is_worn_by_the_magazine(
    theme: Callable[[dict[str, str]], Path], client: Client, tmp_path: Path
) -> None:
    new_theme(tmp_path / "made")
    theme({name: (tmp_path / "made" / name).read_text(encoding="utf-8") for name in FILES})
    a_small_magazine()
    page = client.get("/")
    assert re.search(r"/theme~[0-9a-f]{8}/theme.css", page.text)
