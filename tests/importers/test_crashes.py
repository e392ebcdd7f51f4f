"""An import that is killed, or that fails, on the way: nothing is half done, and running it again completes it."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import tracemalloc
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from masthead.articles.models import Article, ArticleCredit
from masthead.importers import actions
from masthead.importers.actions import Prepared
from masthead.importers.models import ImportRun, LedgerRow
from masthead.importers.troubles import ImportFailed
from masthead.jobs.leases import LeaseTaken, hold
from masthead.jobs.models import Lease
from masthead.pictures.models import Picture
from masthead.published import queries as published
from masthead.published.models import PublishedArticle
from tests.cast import SmallMagazine, a_small_magazine, jpeg
from tests.importers.sources import a_folder, imported, prepared
from tests.importers.test_undo import magazine_as_it_is

pytestmark = pytest.mark.django_db(transaction=True)
COUNT = 120


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def many(root: Path) -> Path:
    """Articles that link to the next and to the one fifty further on, each with a picture of its own."""
    files: dict[str, str | bytes] = {}
    for number in range(COUNT):
        links = f"[next](a{(number + 1) % COUNT:03}.md) [far](a{(number + 50) % COUNT:03}.md)"
        head = f"---\ntitle: Number {number}\ndate: 2010-01-02\nauthor: Author {number % 7}\ntags: t{number % 5}\n---\n"
        files[f"a{number:03}.md"] = f"{head}{links}\n\n=IMAGE=p{number}.jpg=Picture {number}=\n"
        files[f"p{number}.jpg"] = jpeg(8 + number, 8, "#335577")
    return a_folder(root, files)


class Stop(BaseException):
    """The process ends here."""


class StopsAfter:
    """A tick that ends the process after so many articles."""

    def __init__(self, count: int) -> None:
        self.left = count

    def __call__(self) -> None:
        self.left -= 1
        if not self.left:
            raise Stop


def assert_whole() -> None:
    """Whatever is there is complete: pages, read model, pictures and their files."""
    live = set(Article.objects.filter(live=True).values_list("pk", flat=True))
    assert live == set(PublishedArticle.objects.values_list("pk", flat=True))
    assert Article.find_problems() == ([], [], [], [], [])
    assert ArticleCredit.objects.count() == Article.objects.count()
    named = {picture.file.name for picture in Picture.objects.all()}
    originals = {
        path.relative_to(settings.MEDIA_ROOT).as_posix()
        for path in (Path(settings.MEDIA_ROOT) / "original_images").glob("*")
    }
    assert named == originals


def assert_links_lead_somewhere() -> None:
    ids = dict(Article.objects.values_list("slug", "pk"))
    for article in Article.objects.all():
        number = int(article.slug[1:])
        for step in (1, 50):
            assert f'id="{ids[f"a{(number + step) % COUNT:03}"]}"' in article.body[0].value.source


@pytest.mark.parametrize("after", [1, COUNT])
def test_an_interrupted_import_is_whole_as_far_as_it_came_and_running_it_again_completes_it(
    magazine: SmallMagazine, tmp_path: Path, after: int
) -> None:
    folder = many(tmp_path / "old")
    before = magazine_as_it_is()
    with pytest.raises(Stop):
        actions.carry_out(prepared(folder), acting_user=None, written=StopsAfter(after))
    run = ImportRun.objects.get()
    assert run.state == ImportRun.State.FAILED
    assert 0 < Article.objects.count() <= COUNT
    assert_whole()
    again = prepared(folder)
    assert again.plan.is_rest_of_interrupted
    finished = actions.carry_out(again, acting_user=None)
    assert finished is not None
    assert finished.pk == run.pk
    assert finished.state == ImportRun.State.DONE
    assert Article.objects.count() == len(published.newest("all", 999)) == COUNT
    assert LedgerRow.objects.filter(run=run, kind="article").count() == COUNT
    assert_whole()
    assert_links_lead_somewhere()
    actions.undo(finished, acting_user=None)
    assert magazine_as_it_is() == before


def test_an_interrupted_import_can_be_undone(magazine: SmallMagazine, tmp_path: Path) -> None:
    before = magazine_as_it_is()
    with pytest.raises(Stop):
        actions.carry_out(prepared(many(tmp_path / "old")), acting_user=None, written=StopsAfter(1))
    actions.undo(ImportRun.objects.get(), acting_user=None)
    assert magazine_as_it_is() == before


def test_a_picture_that_changes_under_way_stops_the_import_and_leaves_no_file(
    magazine: SmallMagazine, tmp_path: Path
) -> None:
    folder = many(tmp_path / "old")
    dry = prepared(folder)
    (folder / "p60.jpg").write_bytes(jpeg(9, 9, "#ffffff"))
    with pytest.raises(ImportFailed, match=r"p60\.jpg changed while it was being imported"):
        actions.carry_out(dry, acting_user=None)
    assert not Article.objects.exists()
    assert_whole()
    assert "p60.jpg changed" in ImportRun.objects.get().message
    imported(folder)
    assert Article.objects.count() == COUNT


def test_two_imports_do_not_run_at_once(magazine: SmallMagazine, tmp_path: Path) -> None:
    dry = prepared(many(tmp_path / "old"))
    with hold(actions.LEASE, 30), pytest.raises(LeaseTaken):
        actions.carry_out(dry, acting_user=None)
    assert not ImportRun.objects.exists()


KILLED = """
import os, signal, sys, django
django.setup()
from pathlib import Path
from tests.importers.sources import prepared
from masthead.importers import actions
dry = prepared(Path(sys.argv[1]))
read = dry.reader.picture_bytes
def die_at_picture_110(key):
    if key == "p110.jpg":
        os.kill(os.getpid(), signal.SIGKILL)
    return read(key)
dry.reader.picture_bytes = die_at_picture_110
actions.carry_out(dry, acting_user=None)
"""


@pytest.mark.slow
def test_after_kill_9_running_it_again_completes_it(magazine: SmallMagazine, tmp_path: Path) -> None:
    """A real process, killed within its second transaction, when it has written some of that batch's files."""
    if connection.vendor != "sqlite":
        pytest.skip("the process under test opens the test's own SQLite file")
    folder = many(tmp_path / "old")
    repository = Path(__file__).resolve().parents[2]
    command = [sys.executable, "-c", KILLED, str(folder)]
    done = subprocess.run(command, env=environment(), cwd=repository, check=False, capture_output=True)
    assert done.returncode == -signal.SIGKILL, done.stderr
    come = Article.objects.count()
    assert 0 < come < 110
    assert Picture.objects.count() == come
    assert len(list(Path(settings.MEDIA_ROOT).glob("original_images/*"))) > come
    Lease.objects.filter(pk=actions.LEASE).delete()  # the dead process's lease runs out by itself, within a minute
    finished = imported(folder)
    assert Article.objects.count() == COUNT
    assert finished.state == ImportRun.State.DONE
    assert_links_lead_somewhere()
    assert_whole()


def environment() -> dict[str, str]:
    variables = {name: value for name, value in os.environ.items() if not name.startswith("MASTHEAD_")}
    return variables | {
        "MASTHEAD_CONFIG": str(Path(__file__).resolve().parents[1] / "masthead.toml"),
        "MASTHEAD_DATABASE_PATH": str(connection.settings_dict["NAME"]),
        "MASTHEAD_MEDIA_DIR": str(settings.MEDIA_ROOT),
        "DJANGO_SETTINGS_MODULE": "masthead.settings",
        "PYTHONPATH": os.pathsep.join(["src", "."]),
    }


def memory_of_a_dry_run(folder: Path, count: int) -> tuple[int, int]:
    """Bytes that a dry run of ``count`` articles leaves held, and its peak."""
    gc.collect()
    tracemalloc.start()
    dry: Prepared = prepared(folder)
    gc.collect()
    held, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert dry.plan.counts.total() == count
    return held, peak


def test_an_import_holds_one_article_at_a_time_in_memory(magazine: SmallMagazine, tmp_path: Path) -> None:
    """What a dry run keeps of ten thousand articles is keys and counts, not copy.

    Two sizes are compared, so that what the process holds for reasons of its own (caches, other tests' threads) cancels out.
    """
    article = "---\ntitle: x\ndate: 2010-01-02\n---\n" + "word " * 2000
    few = a_folder(tmp_path / "few", {f"a{number}.md": article for number in range(100)})
    many = a_folder(tmp_path / "many", {f"a{number}.md": article for number in range(400)})
    memory_of_a_dry_run(few, 100)  # once for what is loaded on first use

    held_of_few, peak_of_few = memory_of_a_dry_run(few, 100)
    held_of_many, peak_of_many = memory_of_a_dry_run(many, 400)

    assert held_of_many - held_of_few < 300 * 5_000
    assert peak_of_many - peak_of_few < 300 * 10_000
