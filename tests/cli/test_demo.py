"""The demo magazine from the command, and the synthetic one."""

from __future__ import annotations

import http.client
import re
import subprocess
import sys
import threading
from contextlib import closing
from pathlib import Path

import pytest

from masthead.cli.init import begin
from tests.made_demo import made_demo
from tests.serving.running import PATIENCE_SECONDS, environment, free_port, masthead, new_magazine, until

pytestmark = pytest.mark.slow


def test_the_demo_is_made_once_and_served_with_a_login_that_works(tmp_path: Path) -> None:
    made = made_demo()
    assert made.status == 0, made.warned
    assert re.search(r": \d+ articles\.", made.said)
    assert "INFO" not in made.warned
    made.copy_to(tmp_path)
    assert (tmp_path / "mag/secrets/demo-login.txt").stat().st_mode & 0o777 == 0o600

    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "masthead.cli", "demo", "mag", "--port", str(port)],
        cwd=tmp_path, env=environment(), stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    lines: list[str] = []
    reader = threading.Thread(target=lambda: lines.extend(process.stdout or ()), daemon=True)
    reader.start()
    try:
        until(lambda: "Log in at" in "".join(lines) or process.poll() is not None)
        said = "".join(lines)
        login = re.search(r"Log in at (\S+) as (\S+) with the password (\S+)", said)
        assert login is not None, said
        assert login[1] == f"http://127.0.0.1:{port}/desk/"
        assert f"Site  http://127.0.0.1:{port}/" in said
        assert logs_in(port, login[2], login[3])
        with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
            connection.request("GET", "/")
            answer = connection.getresponse()
            page = answer.read().decode()
        assert answer.status == 200
        assert "/articles/" in page
    finally:
        process.terminate()
        assert process.wait(timeout=PATIENCE_SECONDS) == 0
        reader.join()
        if process.stdout:
            process.stdout.close()


def logs_in(port: int, username: str, password: str) -> bool:
    """Whether the desk lets somebody in: its form, the form's token, its answer."""
    with closing(http.client.HTTPConnection("127.0.0.1", port, timeout=60)) as connection:
        connection.request("GET", "/desk/login/")
        form = connection.getresponse()
        page = form.read().decode()
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page)
        assert token is not None
        cookie = (form.getheader("Set-Cookie") or "").split(";")[0]
        body = f"csrfmiddlewaretoken={token[1]}&username={username}&password={password}&next=/desk/"
        headers = {"Cookie": cookie, "Content-Type": "application/x-www-form-urlencoded"}
        connection.request("POST", "/desk/login/", body=body, headers=headers)
        answer = connection.getresponse()
        answer.read()
    return answer.status == 302 and answer.getheader("Location") == "/desk/"


def test_the_demo_is_not_poured_into_another_magazine(tmp_path: Path) -> None:
    folder = new_magazine(tmp_path / "mag")
    owner = ["createowner", "--email", "petra@magazine.example", "--name", "Petra", "--password-file", "-"]
    assert masthead(*owner, at=folder, text="a heron stands still\n").returncode == 0
    done = masthead("demo", "mag", "--no-serve", at=tmp_path)
    assert done.returncode == 1
    assert "holds a magazine that is not the demo" in done.stderr


def test_the_demo_is_not_made_in_a_folder_with_other_things(tmp_path: Path) -> None:
    (tmp_path / "mag").mkdir()
    (tmp_path / "mag" / "letter.txt").write_text("Dear reader")
    done = masthead("demo", "mag", "--no-serve", at=tmp_path)
    assert done.returncode == 1
    assert "is not an empty folder" in done.stderr
    assert [path.name for path in (tmp_path / "mag").iterdir()] == ["letter.txt"]


def test_a_synthetic_magazine_is_seeded_and_its_search_can_be_made_again(tmp_path: Path) -> None:
    folder = new_magazine(tmp_path / "mag")
    done = masthead("seed", "--articles", "23", at=folder)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("23 articles in ")
    for part in ("published", "search"):
        assert f"{part}: 23 articles" in masthead("rebuild", part, at=folder).stdout


@pytest.mark.parametrize("count", ["0", "-3", "many", "1000001"])
def test_a_number_of_articles_that_is_none_is_refused(tmp_path: Path, count: str) -> None:
    begin(tmp_path / "mag")
    done = masthead("seed", f"--articles={count}", at=tmp_path / "mag")
    assert done.returncode == 2
    assert "is no number of articles" in done.stderr
