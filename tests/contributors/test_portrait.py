"""A portrait is a picture like any other."""

from __future__ import annotations

import pytest
from django.core.exceptions import ValidationError

from masthead.contributors.models import Contributor
from tests.cast import a_picture

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("lack", [{"creator": "", "agency": ""}, {"alt": ""}])
def test_a_portrait_needs_credit_and_alt(lack: dict[str, str]) -> None:
    person = Contributor(name="Ada Verne", slug="ada-verne", portrait=a_picture("Portrait", **lack))

    with pytest.raises(ValidationError, match="no credit or no alt text"):
        person.full_clean()


def test_a_whole_portrait_passes() -> None:
    Contributor(name="Ada Verne", slug="ada-verne", portrait=a_picture("Portrait")).full_clean()
