"""Licences of articles and pictures."""

import pytest

from masthead.text.licences import LICENCE_CHOICES, LICENCES, licence_as_printed, licence_from_url, licence_named


def test_a_licence_is_found_by_its_code() -> None:
    licence = licence_named("cc-by-sa")
    assert (licence.label, licence.is_open) == ("CC BY-SA", True)
    assert licence.url == "https://creativecommons.org/licenses/by-sa/4.0/"


def test_no_code_has_no_label_and_a_foreign_one_is_shown_as_it_is() -> None:
    assert licence_named("").label == ""
    assert (licence_named("artlibre").label, licence_named("artlibre").url) == ("artlibre", "")


@pytest.mark.parametrize(
    ("url", "code"),
    [
        ("http://creativecommons.org/licenses/by-sa/2.5/deed.fr", "cc-by-sa"),
        ("https://www.creativecommons.org/licenses/by-nc-nd/4.0/", "cc-by-nc-nd"),
        ("https://creativecommons.org/publicdomain/zero/1.0/", "cc0"),
        ("https://creativecommons.org/publicdomain/mark/1.0/", "public-domain"),
        ("http://www.gnu.org/copyleft/fdl.html", "gfdl"),
        ("https://www.gnu.org/licenses/fdl-1.3.html", "gfdl"),
    ],
)
def test_the_address_of_a_deed_names_its_licence(url: str, code: str) -> None:
    found = licence_from_url(url)
    assert found is not None
    assert found.code == code


@pytest.mark.parametrize("url", ["", "https://example.org/licenses/by/4.0/", "https://www.gnu.org/licenses/gpl.html"])
def test_another_address_names_none(url: str) -> None:
    assert licence_from_url(url) is None


def test_every_open_licence_is_found_again_by_its_own_address() -> None:
    assert [licence_from_url(licence.url) for licence in LICENCES if licence.is_open] == [
        licence for licence in LICENCES if licence.is_open
    ]


def test_codes_are_alone_and_fit_their_column() -> None:
    codes = [code for code, _label in LICENCE_CHOICES]
    assert len(set(codes)) == len(codes)
    assert max(map(len, codes)) <= 30


@pytest.mark.parametrize(
    ("code", "note", "label", "deed"),
    [
        ("cc-by", "", "CC BY 4.0", "licenses/by/4.0/"),
        ("cc-by", "Invoice 2.0 of 3 May", "CC BY 4.0", "licenses/by/4.0/"),
        ("cc-by-sa", "CC BY-SA 2.5", "CC BY-SA 2.5", "licenses/by-sa/2.5/"),
        ("cc-by-nc-nd", "cc-by-nc-nd 3.0 DE, by mail", "CC BY-NC-ND 3.0 DE", "licenses/by-nc-nd/3.0/de/"),
        ("cc-by", "http://creativecommons.org/licenses/by/2.0/uk/", "CC BY 2.0 UK", "licenses/by/2.0/uk/"),
        ("cc-by", "http://creativecommons.org/licenses/by/2.0/deed.de", "CC BY 2.0", "licenses/by/2.0/"),
        ("cc-by", "Creative Commons Attribution 3.0", "CC BY 3.0", "licenses/by/3.0/"),
    ],
)
def test_a_licence_is_printed_in_the_version_that_the_note_names(code: str, note: str, label: str, deed: str) -> None:
    printed = licence_as_printed(code, note)
    assert (printed.label, printed.url) == (label, f"https://creativecommons.org/{deed}")


@pytest.mark.parametrize("code", ["cc0", "public-domain", "agency", "", "of-an-old-import"])
def test_other_licences_are_printed_as_they_are(code: str) -> None:
    assert licence_as_printed(code, "CC BY 2.0") == licence_named(code)
