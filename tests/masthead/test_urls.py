"""The addresses that stand under every room: uploaded files, files of ours, the desk; and their policies."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from masthead.policies import DESK_POLICY, READERS_POLICY

pytestmark = pytest.mark.django_db


def uploaded(name: str, content: bytes) -> str:
    path = Path(settings.MEDIA_ROOT) / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
    return f"/media/{name}"


def got(client: Client, path: str) -> Any:
    """The answer, read to its end and closed as a server would."""
    answer = client.get(path)
    answer.close()
    return answer


def test_an_uploaded_file_can_do_nothing_to_the_site(client: Client) -> None:
    answer = got(client, uploaded("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"))
    assert answer.status_code == 200
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Set-Cookie" not in answer


def test_an_uploaded_page_is_a_download(client: Client) -> None:
    answer = got(client, uploaded("documents/page.html", b"<script>alert(1)</script>"))
    assert answer["Content-Disposition"] == "attachment"


def test_a_picture_is_shown_and_not_downloaded(client: Client) -> None:
    answer = got(client, uploaded("pictures/a.webp", b"RIFF"))
    assert answer["Content-Type"] == "image/webp"
    assert "Content-Disposition" not in answer


@pytest.mark.parametrize(
    "path", ["../masthead.toml", "%2e%2e/masthead.toml", "..%2fmasthead.toml", "missing.jpg", "a%00b"]
)
def test_no_path_leaves_the_media_folder(client: Client, path: str) -> None:
    uploaded("there.txt", b"there")
    (Path(settings.MEDIA_ROOT).parent / "masthead.toml").write_text("secret")
    assert got(client, f"/media/{path}").status_code == 404


def test_a_file_of_ours_is_served(client: Client) -> None:
    answer = got(client, "/static/wagtailadmin/css/core.css")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer


def test_the_login_form_is_at_the_desk_and_its_cookie_stays_there(client: Client) -> None:
    answer = got(client, "/desk/login/")
    assert answer.status_code == 200
    assert answer.cookies["masthead_csrf"]["path"] == "/desk/"
    for directive, sources in DESK_POLICY.items():
        assert f"{directive} {' '.join(sources)}" in answer["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/admin/", "/admin/login/", "/_util/login/", "/documents/1/a.txt", "/desk/password_reset/"]
)
def test_there_is_no_second_door(client: Client, path: str) -> None:
    answer = got(client, path)
    assert answer.status_code in {302, 404}
    assert answer.status_code == 404 or answer["Location"].startswith("/desk/login/")


def test_readers_pages_allow_nothing_inline() -> None:
    said = [source for sources in READERS_POLICY.values() for source in sources]
    assert "'unsafe-inline'" not in said
    assert READERS_POLICY["default-src"] == ["'none'"]
