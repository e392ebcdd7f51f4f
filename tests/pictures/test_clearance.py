"""Whether a picture may be printed, and why not: in Python and in the database, the same answer."""

from __future__ import annotations

import itertools
from datetime import date, timedelta
from typing import Any

import pytest
from django.core.files.base import ContentFile

from masthead.pictures.clearance import Code, clearance_of, not_cleared_on
from masthead.pictures.models import Picture
from masthead.pictures.queries import pictures_by_id
from masthead.text.licences import LICENCES, PICTURE_LICENCES
from tests.cast import a_picture, jpeg

pytestmark = pytest.mark.django_db

TODAY = date(2026, 11, 24)
A_DAY = timedelta(days=1)


def codes(**fields: Any) -> list[str]:
    picture = Picture(**{"creator": "Ada", "alt": "A harbour", "licence": "own", **fields})
    return [reason.code for reason in clearance_of(picture, TODAY).reasons]


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, []),
        ({"creator": ""}, ["no-credit", "licence-unproven"]),
        ({"alt": ""}, ["no-alt"]),
        ({"alt": " "}, ["no-alt"]),
        ({"alt": "", "is_decorative": True}, []),
        ({"licence": ""}, ["no-licence"]),
        ({"licence": "commissioned"}, ["licence-unproven"]),
        ({"licence": "commissioned", "licence_note": "Invoice 12"}, []),
        ({"licence": "permission"}, ["licence-unproven"]),
        ({"licence": "agency-rights-managed", "agency": "Northlight"}, ["licence-unproven"]),
        ({"licence": "agency-rights-managed", "agency": "Northlight", "rights_expire_on": TODAY}, []),
        ({"licence": "screenshot", "source": "Tidewater, 1931"}, ["licence-unproven"]),
        ({"licence": "cc-by-sa"}, []),
        ({"rights_expire_on": TODAY}, []),
        ({"rights_expire_on": TODAY - A_DAY}, ["rights-ended"]),
        ({"rights_begin_on": TODAY}, []),
        ({"rights_begin_on": TODAY + A_DAY}, ["rights-not-begun"]),
        ({"creator": "", "credit_line": "© Ada for us", "licence": "agency-royalty-free"}, []),
    ],
)
def test_every_reason_is_named(fields: dict[str, Any], expected: list[str]) -> None:
    assert codes(**fields) == expected


def test_a_reason_says_what_is_wanted() -> None:
    clearance = clearance_of(Picture(creator="Ada", alt="A", licence="permission"), TODAY)
    assert clearance.sentence == "“By permission” wants a licence note (invoice, contract or permission)."
    assert clearance.reasons[0].field == "licence_note"
    assert clearance.of(Code.NO_ALT) == ()


def test_the_database_says_of_every_picture_what_python_says() -> None:
    file = ContentFile(jpeg(8, 8), name="x.jpg")
    parts: list[list[dict[str, Any]]] = [
        [{}, {"creator": "Ada"}, {"credit_line": "Words"}],
        [{}, {"alt": "A"}, {"is_decorative": True}],
        [{"licence": licence.code} for licence in (*PICTURE_LICENCES, *LICENCES)] + [{}],
        [{}, {"licence_note": "Invoice", "source": "Archive", "agency": "N"}],
        [{}, {"rights_expire_on": TODAY}, {"rights_expire_on": TODAY - A_DAY}, {"rights_begin_on": TODAY + A_DAY}],
    ]
    pictures = [
        Picture(**{key: value for part in kind for key, value in part.items()}, title="x", file=file.name, width=8, height=8)
        for kind in itertools.product(*parts)
    ]  # fmt: skip
    Picture.objects.bulk_create(pictures)

    refused = set(Picture.objects.filter(not_cleared_on(TODAY)).values_list("pk", flat=True))

    kept = list(Picture.objects.all())
    assert len(kept) > 1000
    assert {one.pk for one in kept if not clearance_of(one, TODAY).is_cleared} == refused
    assert 0 < len(refused) < len(kept)


def test_a_drawn_picture_has_the_clearance_of_its_picture() -> None:
    picture = a_picture(licence="permission", rights_begin_on=TODAY + A_DAY)
    drawn = pictures_by_id([picture.pk])[picture.pk]
    assert clearance_of(drawn, TODAY) == clearance_of(picture, TODAY)
    assert [reason.code for reason in clearance_of(drawn, TODAY).reasons] == ["licence-unproven", "rights-not-begun"]


def test_no_way_of_writing_passes_the_computed_columns_by() -> None:
    picture = a_picture(creator="", agency="", alt="", licence="")
    assert Picture.objects.get(lacks_credit=True, lacks_alt=True, lacks_licence=True) == picture

    Picture.objects.filter(pk=picture.pk).update(agency="Northlight", is_decorative=True, licence="own")

    assert not Picture.objects.filter(lacks_credit=True).exists()
    assert not Picture.objects.filter(lacks_alt=True).exists()
    assert not Picture.objects.filter(lacks_licence=True).exists()
