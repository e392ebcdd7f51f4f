"""Arranging the front: each verb with its right, its version and its trace."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.utils import timezone

from masthead.audit.models import AuditEntry
from masthead.errors import ActionForbidden
from masthead.slots import actions, queries
from masthead.slots.models import LIMITS, Arrangement, Place
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user

pytestmark = pytest.mark.django_db


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


def _draft_with(magazine: SmallMagazine, *headlines: str, place: str = Place.SECOND) -> Arrangement:
    draft = actions.begin(acting_user=None)
    for headline in headlines:
        actions.place(draft, magazine.article(headline), place, expected_version=None, acting_user=None)
    return draft


def _order(arrangement: Arrangement, place: str = Place.SECOND) -> list[str]:
    return [slot.article.title for slot in queries.slots_of(arrangement).filter(place=place)]


def test_articles_stand_in_the_order_they_were_placed_in(magazine: SmallMagazine) -> None:
    assert _order(_draft_with(magazine, "One", "Two", "Three")) == ["One", "Two", "Three"]


def test_placing_at_a_position_pushes_the_others_down(magazine: SmallMagazine) -> None:
    draft = _draft_with(magazine, "One", "Two")
    actions.place(draft, magazine.article("New"), Place.SECOND, position=0, expected_version=None, acting_user=None)
    assert _order(draft) == ["New", "One", "Two"]


def test_an_article_placed_again_moves(magazine: SmallMagazine) -> None:
    draft = _draft_with(magazine, "One", "Two", "Three")
    three = queries.slots_of(draft).get(article__title="Three").article
    actions.place(draft, three, Place.SECOND, position=0, expected_version=None, acting_user=None)
    assert _order(draft) == ["Three", "One", "Two"]
    actions.place(draft, three, Place.LEAD, expected_version=None, acting_user=None)
    assert (_order(draft), _order(draft, Place.LEAD)) == (["One", "Two"], ["Three"])


def test_in_a_full_place_the_last_one_gives_way_and_is_named(magazine: SmallMagazine) -> None:
    draft = _draft_with(magazine, "One", "Two", "Three", "Four")
    done = actions.place(
        draft, magazine.article("New"), Place.SECOND, position=0, expected_version=None, acting_user=None
    )
    assert done.gave_way == "Four"
    assert len(_order(draft)) == LIMITS[Place.SECOND]


def test_a_place_that_does_not_exist_is_refused(magazine: SmallMagazine) -> None:
    draft = actions.begin(acting_user=None)
    with pytest.raises(actions.CannotStandThere, match="cellar"):
        actions.place(draft, magazine.article(), "cellar", expected_version=None, acting_user=None)
    assert draft.slots.count() == 0


def test_two_editors_do_not_overwrite_each_other(magazine: SmallMagazine) -> None:
    draft = actions.begin(acting_user=None)
    seen = draft.version
    berta = a_user("Berta")
    berta.is_superuser = True
    berta.save()
    actions.place(draft, magazine.article("Hers"), Place.LEAD, expected_version=seen, acting_user=berta)
    with pytest.raises(actions.ArrangedMeanwhile, match="Berta"):
        actions.place(draft, magazine.article("Mine"), Place.LEAD, expected_version=seen, acting_user=None)
    assert _order(draft, Place.LEAD) == ["Hers"]


def test_a_writer_may_do_none_of_it(magazine: SmallMagazine) -> None:
    wanda = a_user("Wanda", role=Role.WRITER)
    draft = _draft_with(magazine, "One")
    slot = draft.slots.get()
    tries: list[Callable[[], object]] = [
        lambda: actions.begin(acting_user=wanda),
        lambda: actions.place(draft, slot.article, Place.LEAD, expected_version=None, acting_user=wanda),
        lambda: actions.remove(slot, expected_version=None, acting_user=wanda),
        lambda: actions.describe(slot, {"kicker": "No"}, expected_version=None, acting_user=wanda),
        lambda: actions.launch(draft, expected_version=None, acting_user=wanda),
        lambda: actions.withdraw(draft, acting_user=wanda),
        lambda: actions.discard(draft, acting_user=wanda),
    ]
    entries = AuditEntry.objects.count()
    for attempt in tries:
        with pytest.raises(ActionForbidden):
            attempt()
    assert AuditEntry.objects.count() == entries


def test_what_readers_have_seen_does_not_change_any_more(magazine: SmallMagazine) -> None:
    draft = _draft_with(magazine, "One")
    actions.launch(draft, expected_version=None, acting_user=None)
    with pytest.raises(actions.AlreadyBegun):
        actions.remove(draft.slots.get(), expected_version=None, acting_user=None)
    with pytest.raises(actions.AlreadyBegun):
        actions.discard(draft, acting_user=None)


def test_the_one_that_began_last_stands_and_what_stood_before_comes_back(magazine: SmallMagazine) -> None:
    now = timezone.now()
    standing = _draft_with(magazine, "Everyday")
    actions.launch(standing, expected_version=None, acting_user=None)
    weekend = _draft_with(magazine, "Weekend")
    start, end = now + timedelta(days=1), now + timedelta(days=3)
    actions.launch(weekend, at=start, until=end, expected_version=None, acting_user=None)
    moments = [now + timedelta(hours=1), start, end - timedelta(seconds=1), end]
    assert [queries.arrangement_at(moment) for moment in moments] == [standing, weekend, weekend, standing]


def test_withdrawing_undoes_a_launch(magazine: SmallMagazine) -> None:
    first, second = _draft_with(magazine, "First"), _draft_with(magazine, "Second")
    actions.launch(first, expected_version=None, acting_user=None)
    actions.launch(second, expected_version=None, acting_user=None)
    actions.withdraw(second, acting_user=None)
    second.refresh_from_db()
    assert (queries.arrangement_at(timezone.now()), second.starts_at) == (first, None)


@pytest.mark.parametrize(
    ("start", "end"),
    [(timedelta(hours=-1), None), (timedelta(hours=2), timedelta(hours=1)), (None, timedelta(hours=-1))],
)
def test_moments_that_make_no_sense_are_refused(
    magazine: SmallMagazine, start: timedelta | None, end: timedelta | None
) -> None:
    now = timezone.now()
    draft = _draft_with(magazine, "One")
    with pytest.raises(actions.CannotStandThere):
        actions.launch(
            draft,
            at=now + start if start else None,
            until=now + end if end else None,
            expected_version=None,
            acting_user=None,
        )
    draft.refresh_from_db()
    assert draft.starts_at is None


def test_two_cannot_begin_at_the_same_moment(magazine: SmallMagazine) -> None:
    start = timezone.now() + timedelta(days=1)
    actions.launch(_draft_with(magazine, "One"), at=start, expected_version=None, acting_user=None)
    with pytest.raises(actions.CannotStandThere, match="same moment"):
        actions.launch(_draft_with(magazine, "Two"), at=start, expected_version=None, acting_user=None)


def test_a_picture_without_credit_is_not_taken(magazine: SmallMagazine) -> None:
    draft = _draft_with(magazine, "One")
    with pytest.raises(actions.CannotStandThere, match="credit"):
        actions.describe(
            draft.slots.get(),
            {"picture": a_picture(creator="", agency="")},
            expected_version=None,
            acting_user=None,
        )


def test_a_quote_without_words_does_not_launch(magazine: SmallMagazine) -> None:
    draft = _draft_with(magazine, "One", place=Place.QUOTE)
    with pytest.raises(actions.CannotStandThere, match="no words"):
        actions.launch(draft, expected_version=None, acting_user=None)


def test_each_act_leaves_its_trace(magazine: SmallMagazine) -> None:
    draft = _draft_with(magazine, "One")
    actions.describe(draft.slots.get(), {"kicker": "Now"}, expected_version=None, acting_user=None)
    actions.launch(draft, expected_version=None, acting_user=None)
    actions.withdraw(draft, acting_user=None)
    actions.remove(draft.slots.get(), expected_version=None, acting_user=None)
    actions.discard(draft, acting_user=None)
    verbs = AuditEntry.objects.filter(target_type="slots.arrangement").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == [
        "begin-arrangement",
        "place-on-front",
        "describe-slot",
        "launch-front",
        "withdraw-front",
        "remove-from-front",
        "discard-arrangement",
    ]


def test_a_clock_put_back_or_forward_an_hour_changes_what_stands_by_the_clock_and_keeps_every_arrangement(
    magazine: SmallMagazine,
) -> None:
    now = timezone.now()
    standing, next_one = _draft_with(magazine, "One"), _draft_with(magazine, "Two")
    actions.launch(standing, expected_version=None, acting_user=None)
    actions.launch(next_one, at=now + timedelta(hours=1), expected_version=None, acting_user=None)

    seen = [queries.arrangement_at(now + timedelta(minutes=minutes)) for minutes in (1, 61, 1, 61)]

    assert [found.pk for found in seen if found] == [standing.pk, next_one.pk, standing.pk, next_one.pk]
    assert (_order(standing), _order(next_one)) == (["One"], ["Two"])
