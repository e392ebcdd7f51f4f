"""From markup to plain text."""

import time

from hypothesis import given
from hypothesis import strategies as st

from masthead.text.plaintext import text_of, text_with_links


def test_every_block_is_a_line_and_marks_leave_no_gap() -> None:
    assert (
        text_of("<p>Un<b>believ</b>able,\n she  said.</p><p>Two<br>lines</p>") == "Unbelievable, she said.\nTwo\nlines"
    )


def test_entities_are_read_and_non_breaking_spaces_stay() -> None:
    assert text_of("<p>Fish &amp; chips &lt;3&nbsp;€</p>") == "Fish & chips <3\u00a0€"


def test_what_is_never_shown_is_left_out() -> None:
    assert text_of("<p>a</p><script>b</script><style>c</style><p>d</p>") == "a\nd"


def test_text_without_markup_is_only_tidied() -> None:
    assert text_of("  snow\x00  fell \n here ") == "snow fell\nhere"


def test_a_link_is_spelled_out_after_its_words() -> None:
    html = '<p>See <a href="https://example.org/a?b=1&amp;c=2">this</a> or <a href="mailto:a@example.org">a@example.org</a></p>'
    assert text_with_links(html) == "See this (https://example.org/a?b=1&c=2) or a@example.org"


def test_a_link_whose_words_are_its_address_is_not_repeated() -> None:
    assert text_with_links('<a href="https://example.org/">example.org</a>') == "example.org"


@given(st.text())
def test_text_of_never_fails_and_keeps_plain_letters(text: str) -> None:
    assert isinstance(text_of(text), str)


@given(st.text(alphabet=st.characters(categories=["L", "N"])))
def test_letters_in_a_paragraph_come_back(text: str) -> None:
    assert text_of(f"<p>{text}</p>") == text


def test_a_megabyte_of_markup_is_read_in_time() -> None:
    began = time.process_time()
    assert text_of("<p>snow fell</p>" * 70_000).count("\n") == 69_999
    assert time.process_time() - began < 3


def test_deep_nesting_does_not_break_it() -> None:
    assert text_of("<b>" * 10_000 + "x") == "x"


def test_cells_of_a_table_are_kept_apart() -> None:
    assert text_of("<table><tr><td>a</td><td>b</td></tr><tr><th>c</th></tr></table>") == "a b\nc"
