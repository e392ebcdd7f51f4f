"""The index follows the read model, survives anything, and can always be made again."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from tantivy import Query

from masthead.articles.models import Article
from masthead.magazine.models import Magazine
from masthead.published import queries as published
from masthead.published.models import Change, PublishedArticle
from masthead.publishing import actions as publishing
from masthead.search import actions, engine, tasks
from masthead.search.actions import follow, rebuild
from masthead.search.context import SearchRequest
from masthead.search.documents import documents_of
from masthead.search.engine import Reader, Writer
from masthead.search.folders import index_folder
from masthead.search.queries import find, health
from masthead.search.troubles import IndexBusy, IndexUnwritable
from tests.cast import SmallMagazine, a_small_magazine

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def held() -> dict[str, Any]:
    """All that can be seen of the index."""
    reader = Reader(index_folder().current())
    words = dict(reader.searcher.terms_with_prefix("words", ""))
    return {"articles": reader.article_ids(), "words": words, "seq": reader.followed_seq}


def found(text: str) -> list[str]:
    return [hit.card.headline for hit in find(SearchRequest(text)).hits]


def test_before_there_is_an_index_search_says_it_is_being_made(magazine: SmallMagazine) -> None:
    magazine.article("The heron")

    answer = find(SearchRequest("heron"))
    assert not answer.is_available
    assert answer.hits == ()
    assert health().state == "missing"
    assert not health().is_well


def test_following_takes_each_change_once(magazine: SmallMagazine) -> None:
    magazine.article("The heron")
    rebuild()
    assert follow() == 0

    magazine.article("The egret")
    assert health().behind == 1
    assert "1 changes behind" in health().problems[0]
    assert follow() == 1
    assert follow() == 0
    assert held()["seq"] == published.last_change()
    assert health().is_well


def test_following_can_be_taken_in_steps(magazine: SmallMagazine) -> None:
    rebuild()
    for number in range(5):
        magazine.article(f"Heron {number}")

    assert [follow(limit=2), follow(limit=2), follow(limit=2), follow(limit=2)] == [2, 2, 1, 0]
    assert len(found("heron")) == 5


def test_following_many_random_changes_equals_a_rebuild(magazine: SmallMagazine) -> None:
    rebuild()
    chance = random.Random(20261103)
    articles = [magazine.article(f"Heron {number}", tags=[f"tag{number}"]) for number in range(6)]
    for step in range(30):
        article = Article.objects.get(pk=chance.choice(articles).pk)
        if chance.random() < 0.3:
            publishing.unpublish(article, acting_user=None)
        else:
            article.title = f"Heron changed {step}"
            article.save_revision()
            publishing.publish(article, acting_user=None)
        if chance.random() < 0.4:
            follow(limit=chance.choice([1, 3, None]))
    follow()
    followed = held()
    rebuild()

    assert followed["articles"] == held()["articles"] == set(PublishedArticle.objects.values_list("pk", flat=True))
    assert {**followed, "words": living(followed)} == {**held(), "words": living(held())}


def living(seen: dict[str, Any]) -> set[str]:
    """Words that some article still holds; the engine forgets those of a replaced article when it merges."""
    reader = Reader(index_folder().current())
    return {
        word for word in seen["words"] if engine.total(reader.searcher, Query.term_query(reader.schema, "words", word))
    }


def test_a_writer_that_dies_before_it_commits_loses_and_doubles_nothing(magazine: SmallMagazine) -> None:
    rebuild()
    article = magazine.article("The heron")
    before = held()

    with pytest.raises(KeyboardInterrupt):
        write_and_die(article.pk)
    assert held() == before

    assert follow() == 1
    assert found("heron") == ["The heron"]
    assert len(held()["articles"]) == 1


def write_and_die(article_id: int) -> None:
    with Writer(index_folder().current()) as writer:
        writer.add(documents_of([article_id]))
        raise KeyboardInterrupt


def test_a_change_followed_twice_does_no_harm(magazine: SmallMagazine) -> None:
    magazine.article("The heron")
    rebuild()
    folder = index_folder().current()
    with Writer(folder) as writer:  # as if the changes had been applied and the note of it lost
        writer.commit(0)

    assert follow() == Change.objects.count()
    assert found("heron") == ["The heron"]
    assert engine.Reader(folder).count == 1


KILLED = """
import django, os, signal, sys
django.setup()
from masthead.search import engine
from masthead.search.folders import IndexFolder
from pathlib import Path
from tantivy import Document
folder = IndexFolder(Path(sys.argv[1])).current()
writer = engine.Writer(folder).__enter__()
for number in range(1000, 1200):
    document = Document()
    document.add_unsigned("article_id", number)
    document.add_text("words", "zanzibar " * 500)
    writer.add([(number, document)])
    if number == 1100:
        writer.commit(7)
print("ready", flush=True)
os.kill(os.getpid(), signal.SIGKILL)
"""


def python(script: str, *arguments: object, **how: Any) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", script, *map(str, arguments)]
    return subprocess.run(command, check=False, capture_output=True, text=True, timeout=60, env=os.environ, **how)


def test_a_killed_writer_leaves_the_last_commit_and_no_lock(magazine: SmallMagazine) -> None:
    magazine.article("The heron")
    rebuild()
    done = python(KILLED, index_folder().root)
    assert done.returncode == -signal.SIGKILL, done.stderr

    reader = Reader(index_folder().current())
    assert reader.followed_seq == 7
    assert len(reader.article_ids()) == 1 + 101
    rebuild()
    assert found("heron") == ["The heron"]
    assert found("zanzibar") == []


OTHER_WRITER = """
import django, sys
django.setup()
from masthead.search import engine
from masthead.search.folders import IndexFolder
from pathlib import Path
folder = IndexFolder(Path(sys.argv[1]))
with folder.lock(5), engine.Writer(folder.current()) as writer:
    writer.drop([int(sys.argv[2])])
    writer.commit(99)
"""


def test_a_reader_sees_what_another_process_wrote(magazine: SmallMagazine) -> None:
    article = magazine.article("The heron")
    magazine.article("Another heron")
    rebuild()
    assert find(SearchRequest("heron")).total == 2

    done = python(OTHER_WRITER, index_folder().root, article.pk)
    assert done.returncode == 0, done.stderr
    assert find(SearchRequest("heron")).total == 1


def test_a_reader_is_opened_anew_now_and_then(magazine: SmallMagazine) -> None:
    magazine.article("The heron")
    rebuild()
    readers = {
        id(engine.reader(index_folder())): engine.reader(index_folder()) for _ in range(2 * engine.MOST_SEARCHES)
    }

    assert 1 < len(readers) <= 5
    assert {reader.count for reader in readers.values()} == {1}


def test_threads_may_search_while_the_index_changes(magazine: SmallMagazine) -> None:
    article = magazine.article("The heron")
    rebuild()
    root = index_folder()

    def search(_: int) -> int:
        reader = engine.reader(root)
        query = Query.term_query(reader.schema, "words", "heron", "position")
        return engine.best(reader.searcher, query, limit=10)[0]

    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(search, range(400))
        for seq in range(10, 20):
            with Writer(root.current()) as writer:
                writer.drop([article.pk])
                writer.add(documents_of([article.pk]))
                writer.commit(seq)
        assert set(answers) == {1}


def test_a_reader_goes_over_to_a_new_index(magazine: SmallMagazine) -> None:
    magazine.article("The heron")
    rebuild()
    before = index_folder().current()
    assert found("heron") == ["The heron"]
    magazine.article("The egret")
    rebuild()

    assert index_folder().current() != before
    assert not before.exists()
    assert found("egret") == ["The egret"]


def test_readers_use_the_old_index_while_a_new_one_is_made(magazine: SmallMagazine) -> None:
    magazine.article("The heron")
    rebuild()
    seen = []

    assert rebuild(progress=lambda done, total: seen.append((done, total, found("heron")))) == 1
    assert seen == [(1, 1, ["The heron"])]


def test_what_a_broken_rebuild_left_is_cleared_away(magazine: SmallMagazine) -> None:
    magazine.article("The heron")
    rebuild()
    with pytest.raises(KeyboardInterrupt):
        rebuild(progress=interrupt)
    assert found("heron") == ["The heron"]
    assert len(folders()) == 2

    rebuild()
    assert len(folders()) == 1
    assert found("heron") == ["The heron"]


def interrupt(*_: object) -> None:
    raise KeyboardInterrupt


def folders() -> list[Path]:
    return list(index_folder().root.glob("index-*"))


@pytest.mark.parametrize(
    ("name", "harm"),
    [
        ("meta.json", "gone"),
        ("meta.json", "garbage"),
        ("about.json", "gone"),
        ("about.json", "garbage"),
        ("*.term", "gone"),
        ("*.idx", "empty"),
        ("*.fast", "garbage"),
        ("../current", "gone"),
        ("../current", "garbage"),
    ],
)
def test_a_damaged_index_is_reported_and_made_anew(
    magazine: SmallMagazine, settings: Any, tmp_path: Path, name: str, harm: str
) -> None:
    magazine.article("The heron")
    rebuild()
    # A copy, because what this process has open stays readable.
    copy = tmp_path / "copy"
    shutil.copytree(index_folder().root, copy)
    settings.CONFIG = replace(settings.CONFIG, search=replace(settings.CONFIG.search, dir=copy))
    for path in index_folder().current().glob(name) if "/" not in name else [copy / "current"]:
        harmed(path, harm)

    answer = find(SearchRequest("heron"))
    assert not answer.is_available
    assert health().state in {"damaged", "missing"}
    assert health().problems
    tasks.every_minute()
    assert found("heron") == ["The heron"]
    assert health().is_well


def harmed(path: Path, harm: str) -> None:
    if harm == "gone":
        path.unlink()
    else:
        path.write_bytes(b"" if harm == "empty" else b"\x00garbage\xff" * 50)


def test_what_a_reader_could_not_read_is_left_as_word_for_the_worker(magazine: SmallMagazine) -> None:
    magazine.article("The heron")
    rebuild()
    index_folder().mark_damaged("a panic")
    assert health().state == "damaged"
    assert "a panic" in health().problems[0]
    assert not actions.is_rebuild_needed()  # it opens, and was made a moment ago: not again and again

    about = index_folder().current() / "about.json"
    os.utime(about, (about.stat().st_atime, about.stat().st_mtime - 3600))
    assert actions.is_rebuild_needed()
    follow()
    assert health().is_well


def test_an_index_for_another_language_is_made_anew(magazine: SmallMagazine) -> None:
    magazine.article("Les journaux du soir")
    rebuild()
    assert found("journal") == []  # English rules know nothing of such a plural
    Magazine.objects.update(language="fr-CA")

    assert health().state == "outdated"
    follow()
    assert found("journal") == ["Les journaux du soir"]


def test_an_index_that_is_ahead_of_a_restored_database_is_made_anew(magazine: SmallMagazine) -> None:
    magazine.article("The heron")
    rebuild()
    with Writer(index_folder().current()) as writer:
        writer.commit(10**6)

    assert health().state == "outdated"
    follow()
    assert held()["seq"] == published.last_change()


def test_word_of_a_commit_never_starts_a_rebuild(magazine: SmallMagazine) -> None:
    magazine.article("The heron")
    tasks.after_commit({})
    assert health().state == "missing"

    rebuild()
    magazine.article("The egret")
    tasks.after_commit({})
    assert found("egret") == ["The egret"]


def test_word_of_a_commit_takes_no_longer_after_a_large_import(
    magazine: SmallMagazine, monkeypatch: pytest.MonkeyPatch
) -> None:
    rebuild()
    monkeypatch.setattr(tasks, "MOST_CHANGES", 1)
    magazine.article("The heron")
    magazine.article("The egret")

    tasks.after_commit({})
    assert (found("heron"), found("egret")) == (["The heron"], [])
    tasks.every_minute()
    assert found("egret") == ["The egret"]


def test_only_one_process_writes(magazine: SmallMagazine, monkeypatch: pytest.MonkeyPatch) -> None:
    magazine.article("The heron")
    rebuild()
    magazine.article("The egret")
    monkeypatch.setattr(actions, "WAIT_SECONDS", 0.1)
    with index_folder().lock(0):
        for act in (follow, rebuild):
            with pytest.raises(IndexBusy):
                act()
        assert found("heron") == ["The heron"]
    assert follow() == 1


def test_a_folder_that_cannot_be_written_is_named(magazine: SmallMagazine, settings: Any) -> None:
    magazine.article("The heron")
    index_folder().root.parent.mkdir(parents=True, exist_ok=True)
    index_folder().root.write_text("a file, not a folder")

    assert not find(SearchRequest("heron")).is_available
    with pytest.raises(IndexUnwritable, match="search"):
        rebuild()


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to mount a small disk")
def test_a_full_disk_breaks_nothing(magazine: SmallMagazine, tmp_path: Path) -> None:
    root = index_folder().root
    root.mkdir(parents=True)
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=512k", "tmpfs", str(root)], check=False, capture_output=True
    )
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        magazine.article("The heron")
        rebuild()
        (root / "filler").write_bytes(b"\0" * (free(root) - 8192))
        for number in range(20):
            magazine.article(f"Egret {number}", standfirst=" ".join(f"word{number}x{place}" for place in range(60)))
        with pytest.raises(IndexUnwritable, match="space"):
            follow()
        with pytest.raises(IndexUnwritable, match="space"):
            rebuild()
        assert found("heron") == ["The heron"]

        (root / "filler").unlink()
        assert follow() == 20
        assert find(SearchRequest("egret")).total == 20
        assert health().is_well
    finally:
        subprocess.run(["umount", "-l", str(root)], check=True)


def free(folder: Path) -> int:
    state = os.statvfs(folder)
    return state.f_bavail * state.f_frsize
