"""Describing pictures, one and many: rights, refusals, the trail, and what follows."""

from __future__ import annotations

from datetime import date
from uuid import uuid4

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile

from masthead.audit.models import AuditEntry
from masthead.errors import ActionForbidden
from masthead.pictures import actions
from masthead.pictures.models import Picture
from masthead.staff.models import User
from tests.cast import a_picture
from tests.pictures.files import alt, photograph, seq, xmp

pytestmark = pytest.mark.django_db


def editor(name: str = "petra") -> User:
    user = User.objects.create_user(name, password="correct horse battery")
    user.user_permissions.add(*Permission.objects.filter(content_type__app_label="pictures"))
    return user


def test_many_pictures_are_described_in_one_act() -> None:
    one, two = a_picture("One"), a_picture("Two", creator="", agency="")

    done = actions.describe(
        [one.pk, two.pk], {"creator": " Zoë ", "rights_expire_on": date(2027, 1, 1)}, acting_user=editor()
    )

    assert [picture.pk for picture in done.changed] == [one.pk, two.pk]
    assert set(Picture.objects.values_list("creator", "rights_expire_on")) == {("Zoë", date(2027, 1, 1))}
    entries = AuditEntry.objects.filter(verb="describe")
    assert [(entry.target_label, entry.user_label) for entry in entries.order_by("pk")] == [
        ("One", "petra"),
        ("Two", "petra"),
    ]
    assert entries.order_by("pk")[0].detail == {
        "creator": ["Ada Lindqvist", "Zoë"],
        "rights_expire_on": [None, "2027-01-01"],
    }


def test_only_what_is_empty_is_filled_when_that_is_asked() -> None:
    one, two = a_picture("One"), a_picture("Two", creator="")
    actions.describe([one.pk, two.pk], {"creator": "Zoë"}, acting_user=None, only_empty=True)
    assert list(Picture.objects.order_by("pk").values_list("creator", flat=True)) == ["Ada Lindqvist", "Zoë"]


def test_a_credit_that_would_be_lost_is_refused_and_the_others_are_written() -> None:
    one, two = a_picture("One"), a_picture("Two", agency="")

    done = actions.describe([one.pk, two.pk], {"creator": "", "caption": "Dusk"}, acting_user=None)

    assert list(done.refused) == [two.pk]
    assert "cannot be left without one" in done.refused[two.pk]["creator"]
    assert list(Picture.objects.order_by("pk").values_list("creator", "caption")) == [
        ("", "Dusk"),
        ("Ada Lindqvist", ""),
    ]


def test_an_alt_text_is_not_taken_away() -> None:
    picture = a_picture()
    done = actions.describe([picture.pk], {"alt": ""}, acting_user=None)
    assert "alt" in done.refused[picture.pk]
    assert not actions.describe([picture.pk], {"alt": "", "is_decorative": True}, acting_user=None).refused


@pytest.mark.parametrize(
    ("changes", "field"),
    [({"creator": "x" * 201}, "creator"), ({"licence": "stolen"}, "licence"), ({"source_url": "nowhere"}, "source_url")],
)  # fmt: skip
def test_what_does_not_fit_is_refused_by_name(changes: dict[str, str], field: str) -> None:
    picture = a_picture()
    done = actions.describe([picture.pk], changes, acting_user=None)
    assert list(done.refused[picture.pk]) == [field]
    assert not AuditEntry.objects.filter(verb="describe").exists()


def test_only_fields_of_the_description_are_written() -> None:
    with pytest.raises(KeyError):
        actions.describe([a_picture().pk], {"file": "etc/passwd"}, acting_user=None)


def test_who_may_not_change_one_of_them_changes_none() -> None:
    one, two = a_picture("One"), a_picture("Two")
    stranger = User.objects.create_user("stranger", password="correct horse battery")
    with pytest.raises(ActionForbidden, match="One"):
        actions.describe([one.pk, two.pk], {"creator": "Me"}, acting_user=stranger)
    assert not Picture.objects.filter(creator="Me").exists()


def test_the_same_words_again_leave_no_trace() -> None:
    picture = a_picture()
    done = actions.describe([picture.pk], {"creator": "Ada Lindqvist"}, acting_user=None)
    assert not done.changed
    assert not AuditEntry.objects.filter(verb="describe").exists()


def upload(data: bytes, name: str = "harbour_at-dusk.JPG") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


NORTHLIGHT = photograph(
    packet=xmp(
        seq("dc:creator", "Ada Lindqvist") + alt("Iptc4xmpCore:AltTextAccessibility", "Boats"),
        'photoshop:Credit="Northlight"',
    )
)


def test_a_file_is_taken_in_with_what_it_says_of_itself() -> None:
    user, key = editor(), uuid4()

    added = actions.add_picture(upload(NORTHLIGHT), acting_user=user, batch_key=key)

    picture = Picture.objects.get(pk=added.picture.pk)
    assert (picture.title, picture.credit, picture.alt) == ("harbour at dusk", "Ada Lindqvist / Northlight", "Boats")
    assert picture.from_file == {
        "creator": "XMP dc:creator",
        "agency": "XMP photoshop:Credit",
        "alt": "XMP Iptc4xmpCore:AltTextAccessibility",
    }
    assert (picture.uploaded_by_user, picture.batch and picture.batch.key) == (user, key)
    assert (picture.width, picture.file_size, bool(picture.dominant_colour)) == (64, len(NORTHLIGHT), True)
    assert AuditEntry.objects.get(verb="upload").target_id == str(picture.pk)


def test_a_field_that_a_person_writes_is_no_longer_from_the_file() -> None:
    picture = actions.add_picture(upload(NORTHLIGHT), acting_user=None).picture
    actions.describe([picture.pk], {"alt": "Boats along a quay"}, acting_user=None)
    actions.describe([picture.pk], {"agency": "Northlight"}, acting_user=None)
    assert list(Picture.objects.get(pk=picture.pk).from_file) == ["creator"]


def test_the_same_file_again_is_the_picture_that_is_there() -> None:
    first = actions.add_picture(upload(NORTHLIGHT), acting_user=None)
    again = actions.add_picture(upload(NORTHLIGHT, "other.jpg"), acting_user=None)
    assert (again.is_new, again.picture.pk) == (False, first.picture.pk)
    assert Picture.objects.count() == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("half.jpg", NORTHLIGHT[:-200]),
        ("page.jpg", b"<html>"),
        ("drawing.svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
        ("empty.jpg", b""),
    ],
)
def test_a_file_that_is_no_whole_picture_leaves_nothing(name: str, data: bytes) -> None:
    with pytest.raises(actions.PictureRefused):
        actions.add_picture(upload(data, name), acting_user=None)
    assert not Picture.objects.exists()


def test_who_may_not_add_pictures_adds_none() -> None:
    stranger = User.objects.create_user("stranger", password="correct horse battery")
    with pytest.raises(ActionForbidden):
        actions.add_picture(upload(NORTHLIGHT), acting_user=stranger)


def test_nobody_adds_to_the_batch_of_another() -> None:
    key = uuid4()
    actions.add_picture(upload(NORTHLIGHT), acting_user=editor("petra"), batch_key=key)
    with pytest.raises(ActionForbidden, match="somebody else"):
        actions.add_picture(upload(photograph(colour="red")), acting_user=editor("ben"), batch_key=key)
    assert Picture.objects.count() == 1


def test_a_file_whose_row_cannot_be_written_is_taken_out_again() -> None:
    storage = Picture._meta.get_field("file").storage
    before = set(storage.listdir("original_images")[1]) if storage.exists("original_images") else set()
    key = uuid4()
    actions.add_picture(upload(photograph(colour="blue")), acting_user=editor("petra"), batch_key=key)
    kept = set(storage.listdir("original_images")[1]) - before

    with pytest.raises(ActionForbidden):
        actions.add_picture(upload(NORTHLIGHT), acting_user=editor("ben"), batch_key=key)

    assert set(storage.listdir("original_images")[1]) - before == kept


def test_sizes_are_made_anew_only_when_they_would_differ() -> None:
    from django_tasks_db.models import DBTaskResult

    picture = a_picture()
    actions.make_renditions(picture.pk)
    DBTaskResult.objects.all().delete()
    from masthead.jobs.models import JobKey

    JobKey.objects.all().delete()
    actions.describe([picture.pk], {"alt": "Other words", "caption": "Dusk"}, acting_user=None)
    assert not DBTaskResult.objects.exists()

    actions.describe([picture.pk], {"creator": "Zoë"}, acting_user=None)
    assert DBTaskResult.objects.count() == 1
