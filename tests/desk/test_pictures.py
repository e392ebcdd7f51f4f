"""The picture screens without JavaScript: uploading many, the batch sheet, the list, one picture."""

from __future__ import annotations

import json
import re
from datetime import timedelta
from typing import Any
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.models import ReferenceIndex
from wagtail.search import index as search_index

from masthead.audit.models import AuditEntry
from masthead.body import making
from masthead.desk.pictures.queries import PER_PAGE
from masthead.pictures import actions
from masthead.pictures.models import Batch, Picture
from masthead.staff.models import User
from masthead.staff.roles import Role
from tests.cast import SmallMagazine, a_picture, a_small_magazine, a_user
from tests.pictures.files import alt, photograph, seq, xmp

pytestmark = pytest.mark.django_db

NORTHLIGHT = photograph(
    packet=xmp(
        seq("dc:creator", "Ada Lindqvist") + alt("Iptc4xmpCore:AltTextAccessibility", "Boats along a quay"),
        'photoshop:Credit="Northlight"',
    )
)
SCRIPT = {"X-Requested-With": "XMLHttpRequest"}


@pytest.fixture
def magazine() -> SmallMagazine:
    return a_small_magazine()


@pytest.fixture
def editor(magazine: SmallMagazine) -> User:
    return a_user("Petra", role=Role.PICTURE_EDITOR)


@pytest.fixture
def desk(client: Client, editor: User) -> Client:
    client.force_login(editor)
    return client


def file(name: str, data: bytes) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, data)


def send(desk: Client, *files: SimpleUploadedFile, key: Any = None, script: bool = False, **more: Any) -> Any:
    data = {"batch": str(key or uuid4()), "files": list(files), "complete": "1", **more}
    return desk.post("/desk/pictures/upload/", data, headers=SCRIPT if script else {}, follow=not script)


def row_data(picture: Picture, names: tuple[str, ...] = ("creator", "alt"), **changed: Any) -> dict[str, Any]:
    """What a form sends for a row: what was, what is in the fields, and what somebody changed."""
    was = {name: getattr(picture, name) for name in names}
    prefix = f"p{picture.pk}-"
    data = {f"{prefix}{name}": value for name, value in {**was, **changed}.items() if value not in (False, None)}
    return {"ids": str(picture.pk), f"{prefix}was": json.dumps(was), "fields": "list", **data}


def test_many_files_come_in_by_one_form_and_lead_to_their_sheet(desk: Client) -> None:
    key = uuid4()
    answer = send(desk, file("harbour.jpg", NORTHLIGHT), file("quay.jpg", photograph(colour="red")), key=key)

    assert answer.redirect_chain == [(f"/desk/pictures/uploads/{key}/", 302)]
    page = answer.content.decode()
    assert "2 pictures were taken in." in page
    assert "0 of 2 cleared" in page
    assert page.count("from the file") >= 3
    assert 'value="Ada Lindqvist"' in page
    assert Batch.objects.get().pictures.count() == 2


def test_each_file_that_is_refused_is_named_and_the_others_come_in(desk: Client) -> None:
    answer = send(desk, file("half.jpg", NORTHLIGHT[:-200]), file("quay.jpg", photograph(colour="red")))
    page = answer.content.decode()
    assert "half.jpg:" in page
    assert "1 picture was taken in." in page
    assert [picture.title for picture in Picture.objects.all()] == ["quay"]


def test_the_same_file_again_leads_to_the_picture_that_is_there(desk: Client) -> None:
    there = actions.add_picture(file("harbour.jpg", NORTHLIGHT), acting_user=None).picture
    answer = send(desk, file("again.jpg", NORTHLIGHT))
    assert "has this very file already" in answer.content.decode()
    assert f"/desk/pictures/{there.pk}/" in answer.content.decode()

    told = send(desk, file("again.jpg", NORTHLIGHT), script=True).json()
    assert (told["outcome"], told["id"], told["address"]) == ("there", there.pk, f"/desk/pictures/{there.pk}/")
    assert Picture.objects.count() == 1


def test_what_did_not_arrive_whole_leaves_nothing(desk: Client) -> None:
    data = {"batch": str(uuid4()), "files": [file("harbour.jpg", NORTHLIGHT)]}
    answer = desk.post("/desk/pictures/upload/", data, headers=SCRIPT)
    assert answer.status_code == 400
    assert "broke off" in answer.json()["message"]
    assert not Picture.objects.exists()
    assert not Batch.objects.exists()


def test_a_form_without_a_file_says_so(desk: Client) -> None:
    assert "No file was chosen." in send(desk).content.decode()


@pytest.mark.parametrize("key", ["", "12", "x" * 500])
def test_a_batch_without_a_proper_key_is_no_request(key: str, desk: Client) -> None:
    answer = desk.post("/desk/pictures/upload/", {"batch": key, "complete": "1"})
    assert answer.status_code == 400


def test_a_sheet_is_saved_with_one_button(desk: Client) -> None:
    one, two = a_picture("One", creator=""), a_picture("Two", alt="")
    data = row_data(one, creator="Zoë")
    other = row_data(two, alt="A quay")
    data = {**data, **other, "ids": [one.pk, two.pk], "next": "/desk/pictures/?show=mine"}

    answer = desk.post("/desk/pictures/save/", data)

    assert answer.headers["Location"] == "/desk/pictures/?show=mine"
    assert list(Picture.objects.order_by("pk").values_list("creator", "alt")) == [
        ("Zoë", "A harbour at dusk"),
        ("Ada Lindqvist", "A quay"),
    ]
    assert AuditEntry.objects.filter(verb="describe", user_label="Petra").count() == 2


def test_only_what_was_changed_is_written_so_that_two_people_do_not_undo_each_other(desk: Client) -> None:
    picture = a_picture(caption="Old")
    mine = row_data(picture, ("creator", "alt", "licence"), alt="A harbour under a red sky")
    Picture.objects.filter(pk=picture.pk).update(creator="Zoë", licence="own")

    desk.post("/desk/pictures/save/", mine)

    picture.refresh_from_db()
    assert (picture.creator, picture.licence, picture.alt) == ("Zoë", "own", "A harbour under a red sky")


def test_a_change_over_somebody_elses_is_refused_and_shown(desk: Client) -> None:
    picture = a_picture()
    mine = row_data(picture, alt="Mine")
    Picture.objects.filter(pk=picture.pk).update(alt="Theirs")

    told = desk.post("/desk/pictures/save/", mine, headers=SCRIPT).json()

    assert "Theirs" in told["rows"][0]["troubles"]["alt"]
    picture.refresh_from_db()
    assert picture.alt == "Theirs"


def test_a_row_answers_with_its_clearance(desk: Client) -> None:
    picture = a_picture(licence="")
    names = ("creator", "alt", "licence")
    told = desk.post("/desk/pictures/save/", row_data(picture, names, licence="cc-by"), headers=SCRIPT).json()
    (row,) = told["rows"]
    assert (row["isCleared"], row["troubles"], row["values"]["licence"]) == (True, {}, "cc-by")
    assert "Cleared" in row["status"]


def test_a_credit_that_would_be_lost_is_refused_with_words(desk: Client) -> None:
    picture = a_picture(agency="")
    told = desk.post("/desk/pictures/save/", row_data(picture, creator=""), headers=SCRIPT).json()
    assert "cannot be left without one" in told["rows"][0]["troubles"]["creator"]
    page = desk.post("/desk/pictures/save/", row_data(picture, creator=""), follow=True).content.decode()
    assert "Harbour: This picture had a credit." in page


def test_the_same_is_given_to_all_chosen_where_they_are_empty_or_everywhere(desk: Client) -> None:
    one, two, three = a_picture("One", creator=""), a_picture("Two"), a_picture("Three", creator="")
    data = {"apply": "1", "chosen": [one.pk, two.pk], "all-creator": "Zoë", "all-rights_expire_on": "2027-01-31"}

    desk.post("/desk/pictures/save/", {**data, "mode": "empty"})
    creators = Picture.objects.order_by("pk").values_list("creator", flat=True)
    assert list(creators) == ["Zoë", "Ada Lindqvist", ""]

    desk.post("/desk/pictures/save/", {**data, "mode": "all"})
    assert list(creators.all()) == ["Zoë", "Zoë", ""]
    assert Picture.objects.filter(rights_expire_on="2027-01-31").count() == 2
    assert three.creator == ""


def test_what_cannot_be_given_to_all_is_said(desk: Client) -> None:
    picture = a_picture()
    data = {"apply": "1", "chosen": [picture.pk], "all-rights_expire_on": "soon"}
    page = desk.post("/desk/pictures/save/", data, follow=True).content.decode()
    assert "Enter a valid date." in page


def test_a_writer_describes_their_own_uploads_and_no_others(client: Client, magazine: SmallMagazine) -> None:
    writer = a_user("Wren", role=Role.WRITER)
    client.force_login(writer)
    others, own = a_picture("Others"), a_picture("Own", uploaded_by_user=writer)

    client.post("/desk/pictures/save/", row_data(own, creator="Wren"))
    answer = client.post("/desk/pictures/save/", row_data(others, creator="Wren"), headers=SCRIPT)

    assert answer.status_code == 403
    assert list(Picture.objects.order_by("pk").values_list("creator", flat=True)) == ["Ada Lindqvist", "Wren"]
    page = client.get("/desk/pictures/").content.decode()
    assert f"p{own.pk}-creator" in page
    assert f"p{others.pk}-creator" not in page


def test_a_batch_waits_under_my_uploads_and_is_nobody_elses(desk: Client, client: Client) -> None:
    key = uuid4()
    send(desk, file("harbour.jpg", NORTHLIGHT), key=key)
    assert "1 not cleared" in desk.get("/desk/pictures/uploads/").content.decode()

    picture = Picture.objects.get()
    actions.describe([picture.pk], {"licence": "own"}, acting_user=None)
    assert "All cleared" in desk.get("/desk/pictures/uploads/").content.decode()

    client.force_login(a_user("Wren", role=Role.WRITER))
    assert client.get(f"/desk/pictures/uploads/{key}/").status_code in {302, 403}
    assert "You have uploaded nothing yet." in client.get("/desk/pictures/uploads/").content.decode()


def titles(desk: Client, query: str) -> list[str]:
    rows = desk.get(f"/desk/pictures/?{query}").context["rows"]
    return [row.picture.title for row in rows]


def test_the_list_finds_what_is_missing(desk: Client, editor: User, magazine: SmallMagazine) -> None:
    today, day = timezone.localdate(), timedelta(days=1)
    used = a_picture("Used")
    a_picture("Bare", creator="", agency="")
    a_picture("Blind", alt="")
    search_index.insert_or_update_object(a_picture("Lawless", licence=""))
    a_picture("Unproven", licence="permission")
    a_picture("Ended", rights_expire_on=today - day)
    a_picture("Ending", rights_expire_on=today + 20 * day)
    a_picture("Petra's", uploaded_by_user=editor)
    ReferenceIndex.create_or_update_for_object(magazine.article("With", hero_picture=used))

    assert titles(desk, "")[0] == "Petra's"
    assert titles(desk, "show=no-credit") == ["Bare"]
    assert titles(desk, "show=no-alt") == ["Blind"]
    assert titles(desk, "show=no-licence") == ["Unproven", "Lawless"]
    assert titles(desk, "show=ended") == ["Ended"]
    assert titles(desk, "show=ending") == ["Ending"]
    assert titles(desk, "show=mine") == ["Petra's"]
    assert "Used" not in titles(desk, "show=unused")
    assert len(titles(desk, "show=unused")) == 7
    assert titles(desk, "show=not-cleared") == ["Ended", "Unproven", "Lawless", "Blind", "Bare"]
    assert titles(desk, "q=Lawless") == ["Lawless"]
    assert len(titles(desk, "show=nonsense&before=x&after=-1")) == 8


def test_the_list_is_read_on_page_by_page_without_counting(desk: Client) -> None:
    Picture.objects.bulk_create(
        [Picture(title=f"P{number}", file="x.jpg", width=8, height=8) for number in range(2 * PER_PAGE + 3)]
    )
    first = desk.get("/desk/pictures/")
    second = desk.get(f"/desk/pictures/{first.context['older']}")
    third = desk.get(f"/desk/pictures/{second.context['older']}")
    seen = [row.picture.title for page in (first, second, third) for row in page.context["rows"]]
    assert seen == [f"P{number}" for number in reversed(range(2 * PER_PAGE + 3))]
    assert (first.context["newer"], third.context["older"]) == ("", "")
    back = desk.get(f"/desk/pictures/{third.context['newer']}")
    assert [row.picture.title for row in back.context["rows"]] == seen[PER_PAGE : 2 * PER_PAGE]


@pytest.mark.parametrize("path", ["/desk/pictures/", "/desk/pictures/?show=unused", "sheet", "/desk/pictures/uploads/"])
def test_more_pictures_cost_no_more_queries(path: str, desk: Client, editor: User) -> None:
    def asked_with(number: int) -> int:
        batch = Batch.objects.create(user=editor)
        for place in range(number):
            a_picture(f"P{place}", batch=batch, uploaded_by_user=editor)
        with CaptureQueriesContext(connection) as queries:
            desk.get(f"/desk/pictures/uploads/{batch.key}/" if path == "sheet" else path)
        return len(queries)

    asked_with(1)  # what the first request of a process reads once
    few, many = asked_with(2), asked_with(12)
    assert many <= few
    assert many < 45


def test_the_table_for_spreadsheets_has_every_picture_and_no_formula(desk: Client) -> None:
    a_picture("=1+1", licence="")
    answer = desk.get("/desk/pictures/export.csv?show=no-licence")
    lines = b"".join(answer.streaming_content).decode().splitlines()  # type: ignore[attr-defined]
    assert len(lines) == 2
    assert lines[1].split(",")[1] == "'=1+1"
    assert "No licence." in lines[1]


def test_one_picture_says_where_it_stands(desk: Client, magazine: SmallMagazine) -> None:
    picture = a_picture()
    public = magazine.article("Public", hero_picture=picture)
    drafted = magazine.draft("Drafted", body=making.stream([making.picture(picture.pk)]))
    changed = magazine.article("Changed")
    changed.body = making.stream([making.picture(picture.pk)])
    changed.save_revision()
    issue = magazine.issue("13", cover=picture)
    magazine.ines.portrait = picture
    magazine.ines.save()
    for shown in (public, drafted, issue, magazine.ines):
        ReferenceIndex.create_or_update_for_object(shown)

    page = desk.get(f"/desk/pictures/{picture.pk}/")
    found = [(str(use.title), str(use.place), str(use.standing)) for use in page.context["uses"]]

    assert found == [
        ("Issue 13", "cover", "Published"),
        ("Public", "lead picture", "Published"),
        ("Changed", "in the text", "Draft"),
        ("Drafted", "in the text", "Draft"),
        ("Ines Corbeau", "portrait", ""),
    ]
    assert "Delete this picture" not in page.content.decode()


def test_it_is_shown_how_readers_get_it_cut_about_its_focal_point(desk: Client) -> None:
    picture = a_picture(focal_point_x=640, focal_point_y=480)
    boxes = re.findall(r'viewBox="([^"]+)" role="img"', desk.get(f"/desk/pictures/{picture.pk}/").content.decode())
    assert boxes == ["0 96 640 384", "160 0 480 480", "280 0 360 480"]


def test_a_picture_that_stands_in_a_draft_is_not_deleted(desk: Client, magazine: SmallMagazine) -> None:
    picture = a_picture()
    changed = magazine.article("Changed")
    changed.hero_picture = picture
    changed.save_revision()

    answer = desk.post(f"/desk/pictures/{picture.pk}/delete/", follow=True)

    assert "stands in a draft: “Changed”" in answer.content.decode()
    assert Picture.objects.filter(pk=picture.pk).exists()


def test_a_picture_that_stands_nowhere_is_deleted_with_its_trace(desk: Client) -> None:
    picture = a_picture()
    assert "Delete this picture" in desk.get(f"/desk/pictures/{picture.pk}/").content.decode()
    desk.post(f"/desk/pictures/{picture.pk}/delete/")
    assert not Picture.objects.exists()
    assert AuditEntry.objects.get(verb="delete").detail == {"credit": "Ada Lindqvist / Northlight"}


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail's spooled file
def test_a_small_picture_is_there_before_the_worker_came(desk: Client) -> None:
    picture = a_picture()
    answer = desk.get(f"/desk/pictures/{picture.pk}/thumbnail/")
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/media/")


def test_what_a_file_says_is_told_to_a_form_and_nothing_kept(desk: Client) -> None:
    told = desk.post("/desk/pictures/read/", {"file": file("harbour.jpg", NORTHLIGHT)}).json()
    assert told["creator"] == {"value": "Ada Lindqvist", "origin": "XMP dc:creator"}
    assert not Picture.objects.exists()


def test_who_has_nothing_to_do_with_pictures_sees_none_of_it(client: Client, magazine: SmallMagazine) -> None:
    stranger = User.objects.create_user("stranger", password="correct horse battery")
    client.force_login(stranger)
    picture = a_picture()
    for path in ("", "upload/", "uploads/", "export.csv", f"{picture.pk}/"):
        assert client.get(f"/desk/pictures/{path}").status_code in {302, 403}
    for path in ("save/", "upload/", "read/", f"{picture.pk}/delete/"):
        assert client.post(f"/desk/pictures/{path}").status_code in {302, 403}
    assert Picture.objects.exists()


def test_the_menu_leads_to_our_list(desk: Client) -> None:
    assert '"/desk/pictures/"' in desk.get("/desk/").content.decode()


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail's spooled file
def test_the_chooser_says_why_not_newest_first(desk: Client) -> None:
    a_picture("Fine")
    a_picture("Lawless", licence="")
    for multiple in ("", "?multiple=1"):
        html = desk.get(f"/desk/images/chooser/{multiple}").json()["html"]
        assert html.index("Lawless") < html.index("Fine")
        assert "No licence." in html
        assert html.count("picture-status--cleared") == 1


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # Wagtail's spooled file
def test_the_chooser_asks_rights_at_once_and_fills_from_the_file_what_is_left_empty(desk: Client, editor: User) -> None:
    html = desk.get("/desk/images/chooser/").json()["html"]
    for name in ("alt", "creator", "agency", "licence", "licence_note"):
        assert f'name="image-chooser-upload-{name}"' in html
    assert 'name="image-chooser-upload-focal_point_x"' not in html

    said = {"title": "Harbour", "creator": "Zoë", "licence": "own", "file": file("harbour.jpg", NORTHLIGHT)}
    answer = desk.post(
        "/desk/images/chooser/create/", {f"image-chooser-upload-{name}": value for name, value in said.items()}
    )

    assert answer.json()["step"] == "chosen"
    picture = Picture.objects.get()
    assert (picture.creator, picture.agency, picture.alt) == ("Zoë", "Northlight", "Boats along a quay")
    assert sorted(picture.from_file) == ["agency", "alt"]
    assert picture.uploaded_by_user == editor
    assert AuditEntry.objects.get(verb="upload").detail["by"] == "chooser"
