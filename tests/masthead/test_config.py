"""masthead.toml and the environment: what is taken, and what is refused and how."""

from __future__ import annotations

from pathlib import Path

import pytest

from masthead.config import Config, load
from masthead.errors import ConfigurationUnusable

SECRET = "a-secret-of-more-than-thirty-two-characters"


def written(folder: Path, text: str) -> Path:
    (folder / "masthead.toml").write_text(text, encoding="utf-8")
    return folder


def refusal(folder: Path, text: str = "", **environ: str) -> str:
    with pytest.raises(ConfigurationUnusable) as caught:
        load(environ, written(folder, text))
    return str(caught.value)


def test_nothing_written_gives_the_defaults_beside_the_current_folder(tmp_path: Path) -> None:
    config = load({}, tmp_path)
    assert config == Config(
        database=config.database,
        media=config.media,
        search=config.search,
        theme=config.theme,
        root=tmp_path,
        source=None,
    )
    assert config.theme.folder == tmp_path / "theme"
    assert config.database.path == tmp_path / "data" / "masthead.sqlite3"
    assert config.site.base_url == "http://localhost:8000"
    assert config.site.debug is False


def test_the_file_is_found_upwards_and_its_folder_is_where_paths_start(tmp_path: Path) -> None:
    written(tmp_path, '[database]\npath = "copy.sqlite3"\n[media]\ndir = "/srv/media"\n')
    deeper = tmp_path / "a" / "b"
    deeper.mkdir(parents=True)
    config = load({}, deeper)
    assert config.source == tmp_path / "masthead.toml"
    assert config.database.path == tmp_path / "copy.sqlite3"
    assert config.media.dir == Path("/srv/media")


def test_the_environment_wins_over_the_file(tmp_path: Path) -> None:
    written(tmp_path, "[server]\nport = 9000\nworkers = 3\n[site]\nhosts = ['old.example']\n")
    environ = {
        "MASTHEAD_SERVER_PORT": "9001",
        "MASTHEAD_SITE_HOSTS": "one.example, two.example",
        "MASTHEAD_SITE_DEBUG": "yes",
    }
    config = load(environ, tmp_path)
    assert (config.server.port, config.server.workers) == (9001, 3)
    assert config.site.hosts == ("one.example", "two.example")
    assert config.site.debug is True


def test_a_secret_may_stand_in_a_file_named_by_the_environment_or_the_file(tmp_path: Path) -> None:
    (tmp_path / "key").write_text(f"{SECRET}\n")
    written(tmp_path, 'site.secret_key_file = "key"\n')
    assert load({}, tmp_path).site.secret_key == SECRET
    (tmp_path / "other").write_text(f"other-{SECRET}")
    config = load({"MASTHEAD_SITE_SECRET_KEY_FILE": str(tmp_path / "other")}, tmp_path)
    assert config.site.secret_key == f"other-{SECRET}"


def test_a_file_named_by_the_environment_is_read_and_must_exist(tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere.toml"
    elsewhere.write_text("[server]\nport = 8123\n")
    assert load({"MASTHEAD_CONFIG": str(elsewhere)}, Path("/")).server.port == 8123
    with pytest.raises(ConfigurationUnusable, match="is not a file"):
        load({"MASTHEAD_CONFIG": str(tmp_path / "missing.toml")}, tmp_path)


def test_an_unknown_key_is_refused_with_its_file_and_line(tmp_path: Path) -> None:
    said = refusal(tmp_path, "[site]\n# the address\nbase_url = 'http://a.example'\nbase_ulr = 'http://b.example'\n")
    assert f"{tmp_path / 'masthead.toml'}, line 4: base_ulr is not known in [site]." in said
    assert "base_url" in said


def test_an_unknown_table_is_refused_with_its_line(tmp_path: Path) -> None:
    assert "line 3: [sit] is not known." in refusal(tmp_path, "[server]\nport = 80\n[sit]\ndebug = true\n")
    assert "line 1: debug is not known." in refusal(tmp_path, "debug = true\n")


def test_an_unknown_variable_is_refused(tmp_path: Path) -> None:
    assert "MASTHEAD_SITE_HOST is not a known setting." in refusal(tmp_path, MASTHEAD_SITE_HOST="a.example")


@pytest.mark.parametrize(
    ("text", "trouble"),
    [
        ("[server]\nport = 'eighty'\n", "line 2: port must be a whole number"),
        ("[server]\nport = true\n", "line 2: port must be a whole number"),
        ("[server]\nport = 70000\n", "server.port must be 65535 or less"),
        ("[server]\nthreads = 0\n", "line 2: threads must be a whole number of 1 or more"),
        ("[site]\nhosts = 'a.example'\n", "line 2: hosts must be a list of texts"),
        ("[site]\ndebug = 'yes'\n", "line 2: debug must be true or false"),
        ("[site]\nbase_url = 'a.example'\n", "must begin with http:// or https://"),
        ("[site]\nbase_url = 'https://a.example/'\n", "not end with a slash"),
        ("[site]\nbase_url = 'https://:80'\n", "names no host"),
        ("[site]\nsecret_key = 'short'\n", "is shorter than 32 characters"),
        ("[site]\nsecret_key_file = 'nowhere'\n", "which cannot be read"),
        ("[site]\ntime_zone = 'Mars/Olympus'\n", "is not a time zone"),
        ("[site]\ntrusted_proxies = ['the proxy']\n", "which is no address"),
        ("[jobs]\nbackend = 'celery'\n", "line 2: backend must be one of database, rq"),
        ("[jobs]\nbackend = 'rq'\n", "jobs.redis_url is needed"),
        ("[database]\nurl = 'mysql://localhost/a'\n", "neither postgresql nor sqlite"),
        ("[database]\nurl = 'postgresql://localhost/'\n", "names no database"),
        ("[database]\npath = ''\n", "line 2: path must be a path"),
        ("site = 1\n", "line 1: site must be a table"),
        ("[site\n", "masthead.toml: "),
    ],
)
def test_a_value_that_cannot_work_is_refused_with_its_place(tmp_path: Path, text: str, trouble: str) -> None:
    assert trouble in refusal(tmp_path, text)


def test_a_file_that_is_no_text_is_refused(tmp_path: Path) -> None:
    (tmp_path / "masthead.toml").write_bytes(b"\xff\xfe[\x00s\x00")
    with pytest.raises(ConfigurationUnusable, match="not a text file in UTF-8"):
        load({}, tmp_path)


@pytest.mark.parametrize(("variable", "value"), [("SERVER_PORT", "8o"), ("SITE_DEBUG", "perhaps")])
def test_a_variable_that_cannot_be_read_is_refused(tmp_path: Path, variable: str, value: str) -> None:
    assert f"environment: MASTHEAD_{variable} must be" in refusal(tmp_path, **{f"MASTHEAD_{variable}": value})


OIDC = '[login.oidc]\nissuer = "https://id.example"\nclient_id = "masthead"\nclient_secret_file = "secret.txt"\n'


def test_single_sign_on_is_a_table_within_login_and_its_secret_a_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("a secret\n")
    said = load({"MASTHEAD_LOGIN_OIDC_NAME": "Magazine ID"}, written(tmp_path, OIDC)).login_oidc
    assert (said.issuer, said.client_secret, said.name) == ("https://id.example", "a secret", "Magazine ID")
    assert load({}, written(tmp_path, "")).login_oidc.issuer == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('[login.oidc]\nissuer = "http://id.example"\n', "https"),
        ('[login.oidc]\nissuer = "https://id.example"\n', "client_id"),
        ('[login.oidc]\nroles = ["editors"]\n', "login.oidc.roles"),
        ('[login.oidc]\nroles = ["editors=Editors"]\n', "roles_claim"),
        ('[login.oidc]\n\nisuer = "x"\n', "line 3"),
        ("[login]\nx = 1\n", "not known"),
    ],
)
def test_single_sign_on_that_cannot_work_is_refused(tmp_path: Path, text: str, words: str) -> None:
    assert words in refusal(tmp_path, text)
