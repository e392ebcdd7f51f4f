"""``masthead import`` as a person meets it: what it says, its exit codes, and that nothing is half done."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
from collections.abc import Iterator
from io import StringIO
from pathlib import Path

import pytest

from masthead.articles.models import Article
from masthead.cli import main
from masthead.cli.running import exits
from masthead.importers.models import ImportRun
from masthead.pictures.models import Picture
from masthead.publishing import actions as publishing
from tests.cast import SmallMagazine, a_small_magazine, a_user, jpeg
from tests.importers.sources import HEAD, a_folder
from tests.importers.test_pictures import gif_of, jpeg_claiming
from tests.importers.test_undo import magazine_as_it_is

pytestmark = pytest.mark.django_db(transaction=True)

Said = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return a_folder(
        tmp_path / "old", {"posts/a.md": f"{HEAD}Snow.\n\n![x](gone.png)\n", "posts/b.md": f"{HEAD}Thaw.\n"}
    )


def test_a_dry_run_is_printed_and_nothing_is_written(folder: Path, tmp_path: Path, capsys: Said) -> None:
    assert main(["import", "markdown", str(folder), "--dry-run", "--ledger", str(tmp_path / "l.csv")]) == exits.OK
    said = capsys.readouterr().out
    assert "article            2            2" in said
    assert "Articles: 2 new, 0 changed, 0 unchanged, 0 left alone; 0 issues to write." in said
    assert "posts/a.md:7: picture gone.png: there is no such picture in the folder." in said
    assert "This was a dry run. Nothing was written." in said
    assert (tmp_path / "l.csv").read_text("utf-8").startswith("kind,key,outcome")
    assert not Article.objects.exists()


def test_without_a_yes_nothing_is_written(folder: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", StringIO())  # nobody at the keyboard
    assert main(["import", "markdown", str(folder)]) == exits.OK
    assert "Nothing was written. Add --yes" in capsys.readouterr().out
    assert not Article.objects.exists()


def test_it_imports_lists_writes_the_ledger_and_undoes(folder: Path, tmp_path: Path, capsys: Said) -> None:
    before = magazine_as_it_is()
    assert main(["import", "markdown", str(folder), "--yes", "--source-name", "winter"]) == exits.OK
    run = ImportRun.objects.get()
    assert f"Done: import {run.pk}." in capsys.readouterr().out
    assert Article.objects.filter(live=True).count() == 2
    assert main(["import", "list"]) == exits.OK
    assert "markdown:winter  2 new" in capsys.readouterr().out
    assert main(["import", "ledger", str(run.pk), str(tmp_path / "l.json")]) == exits.OK
    assert (tmp_path / "l.json").read_text("utf-8").count('"kind": "article"') == 2
    assert main(["import", "markdown", str(folder), "--yes", "--source-name", "winter"]) == exits.OK
    assert "Nothing to do: everything is here already, unchanged." in capsys.readouterr().out
    assert main(["import", "undo", str(run.pk), "--yes"]) == exits.OK
    assert magazine_as_it_is() == before


def test_an_undoing_names_what_it_keeps(folder: Path, capsys: Said) -> None:
    main(["import", "markdown", str(folder), "--yes"])
    article = Article.objects.get(slug="a")
    article.save_revision()
    publishing.publish(article, acting_user=None)
    run = ImportRun.objects.get()
    assert main(["import", "undo", str(run.pk), "--yes"]) == exits.REFUSED
    assert "kept: A quiet winter: it was edited at the desk since" in capsys.readouterr().err
    assert main(["import", "undo", str(run.pk), "--yes", "--force"]) == exits.OK
    assert not Article.objects.exists()


def test_it_imports_as_somebody(folder: Path) -> None:
    petra = a_user("Petra")
    assert main(["import", "markdown", str(folder), "--yes", "--user", "petra"]) == exits.OK
    assert ImportRun.objects.get().acting_user == petra


@pytest.mark.parametrize(
    ("arguments", "code", "says"),
    [
        (["markdown", "{at}/gone"], exits.USAGE, "gone: there is no such folder."),
        (["markdown", "{at}/old/posts/a.md"], exits.USAGE, "this is a file, not a folder."),
        (["markdown", "{at}/empty"], exits.USAGE, "no Markdown files in this folder."),
        (
            ["markdown", "{at}/old", "--yes", "--ledger", "{at}/l.pdf"],
            exits.USAGE,
            "can be written as .csv, .json, .html.",
        ),
        (["markdown", "{at}/old", "--yes", "--ledger", "{at}/no/l.csv"], exits.USAGE, "no/l.csv: cannot be written"),
        (["markdown", "{at}/old", "--yes", "--user", "nobody"], exits.USAGE, "There is no account “nobody”."),
        (["undo", "77", "--yes"], exits.USAGE, "There is no import 77."),
        (["ledger", "77", "{at}/l.csv"], exits.USAGE, "There is no import 77."),
    ],
)
def test_what_cannot_be_done_is_said_in_one_line_with_an_exit_code(
    folder: Path, tmp_path: Path, capsys: Said, arguments: list[str], code: int, says: str
) -> None:
    (tmp_path / "empty").mkdir()
    assert main(["import", *(argument.format(at=tmp_path) for argument in arguments)]) == code
    said = capsys.readouterr()
    assert says in said.err
    assert "Traceback" not in said.err
    assert not Article.objects.exists()


@pytest.mark.parametrize("arguments", [[], ["markdown"], ["undo"], ["undo", "x"], ["elsewhere", "x"]])
def test_a_command_line_that_is_not_understood_is_a_usage_error(arguments: list[str], capsys: Said) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["import", *arguments])
    assert ended.value.code == exits.USAGE


def test_a_hostile_folder_is_imported_as_far_as_it_can_be_and_every_refusal_names_its_place(
    tmp_path: Path, capsys: Said
) -> None:
    (tmp_path / "secret.jpg").write_bytes(jpeg())
    folder = a_folder(
        tmp_path / "old",
        {
            "binary.md": b"\x7fELF\x00\x00",
            "utf16.md": "---\ntitle: x\n---\n".encode("utf-16"),
            "latin.md": "---\ntitle: été\n---\n".encode("latin-1"),
            "broken.md": "---\ntitle: 'x\n---\n",
            "headline.md": f"---\ntitle: {'y' * 50_000}\ndate: 2010-01-02\n---\nx",
            "good.md": HEAD
            + "Words\x07 here.\n\n![a](bomb.jpg)\n![b](bomb.gif)\n![c](evil.svg)\n![d](gone.png)\n![e](../secret.jpg)\n![f](link.jpg)\n",
            "bomb.jpg": jpeg_claiming(64_250, 64_250),
            "bomb.gif": gif_of(40_000),
            "evil.svg": "<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>",
            "a/good.md": f"{HEAD}The same slug.",
            "long.md": HEAD + "word " * 220_000,
        },
    )
    (folder / "link.jpg").symlink_to(tmp_path / "secret.jpg")
    ledger = tmp_path / "l.csv"
    assert main(["import", "markdown", str(folder), "--yes", "--ledger", str(ledger)]) == exits.OK
    with ledger.open(encoding="utf-8", newline="") as file:
        refused = [f"{row['where']}: {row['reason']}" for row in csv.DictReader(file) if row["outcome"] == "refused"]
    for line in (
        "binary.md:1: this is no text: it holds a null byte.",
        "utf16.md: the text is in UTF-16.",
        "latin.md:2: the text is not UTF-8 (byte 0xe9).",
        "broken.md:2: broken front matter",
        "headline.md:2: the title has 50,000 characters; the longest a headline may have is 255.",
        "good.md:7: the picture claims 4,128,062,500 pixels",
        "good.md:8: an animation of more than 500 frames.",
        "good.md:9: SVG pictures can run scripts and this one holds a script.",
        "good.md:10: there is no such picture in the folder.",
        "good.md:11: the path leaves the folder.",
        "good.md:12: there is no such picture in the folder.",
        "link.jpg: a symbolic link that leads out of the folder, or nowhere",
    ):
        assert any(found.startswith(line) for found in refused), line
    assert "binary.md:1: this is no text" in capsys.readouterr().out
    assert sorted(Article.objects.values_list("slug", flat=True)) == ["good", "good-2", "long"]
    assert not Picture.objects.exists()


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A disk of one megabyte."""
    place = tmp_path / "small"
    place.mkdir()
    mount = shutil.which("mount")
    if os.geteuid() != 0 or mount is None:
        pytest.skip("only root may mount a small disk")
    if subprocess.run(
        [mount, "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], check=False, capture_output=True
    ).returncode:
        pytest.skip("a small disk cannot be mounted here")
    yield place
    subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk_stops_the_import_and_leaves_nothing_half_done(
    tmp_path: Path, full_disk: Path, capsys: Said, settings: object
) -> None:
    noise = os.urandom(600_000)
    pictures = {f"p{number}.jpg": jpeg(40 + number, 40) + noise for number in range(3)}
    texts = {f"a{number}.md": f"{HEAD}=IMAGE=p{number}.jpg=Noise=" for number in range(3)}
    folder = a_folder(tmp_path / "old", {**pictures, **texts})
    settings.MEDIA_ROOT = full_disk  # type: ignore[attr-defined]
    before = magazine_as_it_is()
    assert main(["import", "markdown", str(folder), "--yes"]) == exits.DISK_FULL
    assert "The disk is full" in capsys.readouterr().err
    after = magazine_as_it_is()
    assert after == before
    assert not list(full_disk.rglob("*.jpg"))
    settings.MEDIA_ROOT = tmp_path / "roomy"  # type: ignore[attr-defined]
    assert main(["import", "markdown", str(folder), "--yes"]) == exits.OK
    assert Picture.objects.count() == 3
