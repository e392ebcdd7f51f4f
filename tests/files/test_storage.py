"""The folder of uploads gives its files the addresses that Django's own would."""

from __future__ import annotations

import pytest
from django.core.files.storage import FileSystemStorage
from hypothesis import given
from hypothesis import strategies as st

from masthead.files.storage import MediaFolder


@pytest.mark.parametrize("name", ["images/quay.jpg", "a b/é~(1)?#&.jpg", "100%.png", "/led/astray.jpg"])
def test_an_upload_has_djangos_address(name: str) -> None:
    assert MediaFolder().url(name) == FileSystemStorage().url(name)


@given(
    st.text(st.characters(categories=["L", "N", "P", "S"], exclude_characters="\\"), min_size=1).map("media/{}".format)
)
def test_whatever_an_upload_is_called_its_address_stays_below_the_folder(name: str) -> None:
    address = MediaFolder().url(name)

    assert address.startswith("/media/media/")
    assert address.isascii()
    assert "?" not in address
    assert "#" not in address
