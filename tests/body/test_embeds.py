"""What plays elsewhere: addresses and players."""

from __future__ import annotations

import pytest
from django.conf import settings

from masthead.body import embeds


@pytest.mark.parametrize(
    ("url", "name", "player"),
    [
        (
            "https://www.youtube.com/watch?v=abc-EFG_123",
            "YouTube",
            "https://www.youtube-nocookie.com/embed/abc-EFG_123",
        ),
        (
            "http://youtube.com/watch?list=x&v=abcdefghijk&t=3",
            "YouTube",
            "https://www.youtube-nocookie.com/embed/abcdefghijk",
        ),
        ("https://youtu.be/abcdefghijk?si=1", "YouTube", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://m.youtube.com/shorts/abcdefghijk", "YouTube", "https://www.youtube-nocookie.com/embed/abcdefghijk"),
        ("https://vimeo.com/76979871", "Vimeo", "https://player.vimeo.com/video/76979871?dnt=1"),
        ("https://player.vimeo.com/video/76979871", "Vimeo", "https://player.vimeo.com/video/76979871?dnt=1"),
        (
            "https://www.dailymotion.com/video/x7tgad0",
            "Dailymotion",
            "https://geo.dailymotion.com/player.html?video=x7tgad0",
        ),
        (
            "https://soundcloud.com/some-one/a-talk",
            "SoundCloud",
            "https://w.soundcloud.com/player/?url=https%3A%2F%2Fsoundcloud.com%2Fsome-one%2Fa-talk",
        ),
        (
            "https://open.spotify.com/episode/0123456789abcdefghijAB",
            "Spotify",
            "https://open.spotify.com/embed/episode/0123456789abcdefghijAB",
        ),
        ("https://archive.org/details/a_film.1923", "Internet Archive", "https://archive.org/embed/a_film.1923"),
    ],
)
def test_a_known_place_has_a_name_and_a_player(url: str, name: str, player: str) -> None:
    assert (embeds.provider_name(url), embeds.player_address(url)) == (name, player)


@pytest.mark.parametrize(
    "url",
    [
        "https://www.youtube.com/@somebody",
        "https://youtube.com.evil.example/watch?v=abcdefghijk",
        "https://evil.example/https://youtu.be/abcdefghijk",
        "https://notvimeo.com/76979871",
        "https://vimeo.com/about",
        "https://films.example/7",
    ],
)
def test_another_address_has_no_player(url: str) -> None:
    assert embeds.player_address(url) == ""


def test_an_unknown_place_is_named_by_its_host() -> None:
    assert embeds.provider_name("https://www.films.example/7") == "films.example"
    assert embeds.provider_name("javascript:1") == ""


@pytest.mark.parametrize(
    "url",
    ["", "x", "javascript:alert(1)", "ftp://a.example", "https://", "https:///a", "https://a b", "https://u:p@a.example", "http://[::1",
     "https://a.example:99999999/", "https://a.example/\n", 'https://a.example/"', "//a.example"],
)  # fmt: skip
def test_what_is_no_web_address(url: str) -> None:
    assert not embeds.is_web_address(url)


def test_every_player_is_on_an_origin_that_readers_pages_allow_and_no_other() -> None:
    allowed = settings.CONTENT_SECURITY_POLICY["DIRECTIVES"]["frame-src"]
    assert allowed == embeds.frame_sources()
    assert len(allowed) == len(embeds.PROVIDERS)
    assert all(provider.player.startswith(provider.frame_source + "/") for provider in embeds.PROVIDERS)
