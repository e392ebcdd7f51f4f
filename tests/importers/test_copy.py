"""Markdown and the marks of older systems, to parts: nothing that was said is lost."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from masthead.importers.records import (
    Box,
    Code,
    Crosshead,
    Divider,
    Embed,
    Kind,
    ListOfItems,
    Outcome,
    Paragraph,
    PictureUse,
    PullQuote,
    RawText,
    Table,
)
from tests.cast import jpeg
from tests.importers.sources import HEAD, a_folder, note_about, reading_of, readings_of, record_of

PICTURE = {"posts/f.jpg": jpeg(60, 40)[:-2] + b"\xff\xd9"}


def test_plain_markdown_becomes_our_blocks(tmp_path: Path) -> None:
    body = (
        "Snow *fell* on **the** `harbour`.\nOn & on <3.\n\n## Names\n\n- one\n- two\n  - three\n\n1. first\n2. second\n\n"
        "> Nobody spoke.\n>\n> Nobody.\n\n```python\nx = 1\n\ny = 2\n```\n\n    indented\n\n---\n\n### Below\n\nEnd ~~now~~.  \nLast."
    )
    assert record_of(tmp_path, body).body == (
        Paragraph("Snow <em>fell</em> on <strong>the</strong> <code>harbour</code>.\nOn &amp; on &lt;3."),
        Crosshead("Names", 2),
        ListOfItems(("one", "two<ul><li>three</li></ul>")),
        ListOfItems(("first", "second"), is_numbered=True),
        Paragraph("Nobody spoke.<br/><br/>Nobody.", is_quotation=True),
        Code("x = 1\n\ny = 2", "python"),
        Code("indented"),
        Divider(),
        Crosshead("Below", 3),
        Paragraph("End <s>now</s>.<br/>Last."),
    )


def test_the_marks_become_our_blocks(tmp_path: Path) -> None:
    body = (
        "Before.\n\n=ZOOM=Nobody _spoke_=\n\n=CODE_START=\n<b>x</b>\n\n  =ZOOM=not a mark=\n=CODE_END=\n"
        "=TEXTBOX_START=A side story=\nWithin.\n* one\n\n=ZOOM=Set off=\n=TEXTBOX_END=\nAfter.\n<!--pagebreak-->\nThe end."
    )
    assert record_of(tmp_path, body).body == (
        Paragraph("Before."),
        PullQuote("Nobody spoke"),
        Code("<b>x</b>\n\n  =ZOOM=not a mark="),
        Box("A side story", (Paragraph("Within."), ListOfItems(("one",)), Paragraph("Set off", is_quotation=True))),
        Paragraph("After."),
        Paragraph("The end."),
    )


def test_a_picture_mark_becomes_a_picture_with_its_caption(tmp_path: Path) -> None:
    record = record_of(tmp_path, "=IMAGE=f.jpg=Boats, *at rest*=\n\n=IMG=f.jpg=\n", others=PICTURE)
    assert record.body == (PictureUse("posts/f.jpg", "Boats, <em>at rest</em>"), PictureUse("posts/f.jpg"))
    [picture] = record.pictures
    assert (picture.key, picture.width, picture.height, picture.title) == ("posts/f.jpg", 60, 40, "Boats, at rest")


def test_markdown_and_html_pictures_keep_alt_and_title(tmp_path: Path) -> None:
    body = 'Text ![A harbour](f.jpg "Boats") goes on.\n\n<figure><img src="/posts/f.jpg" alt="Sea"><figcaption>More <b>boats</b></figcaption></figure>\n'
    assert record_of(tmp_path, body, others=PICTURE).body == (
        Paragraph("Text  goes on."),
        PictureUse("posts/f.jpg", "Boats", "A harbour"),
        PictureUse("posts/f.jpg", "More <b>boats</b>", "Sea"),
    )


def test_an_unknown_mark_is_kept_as_text_and_listed(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "=MAP=Bergen=\n\n=TEXTBOX_START=Never closed=\n\nWords.")
    assert reading.record is not None
    assert [type(part) for part in reading.record.body] == [RawText, RawText, Paragraph]
    assert note_about(reading, "=MAP=").outcome == Outcome.KEPT_RAW
    assert note_about(reading, "=TEXTBOX_START=").where == "posts/a.md:7"


def test_a_box_without_a_title_becomes_a_quotation(tmp_path: Path) -> None:
    record = record_of(tmp_path, "=TEXTBOX_START==\nHe who receives an idea.\n=TEXTBOX_END=\n")
    assert record.body == (Paragraph("He who receives an idea.", is_quotation=True),)


def test_tables_keep_every_cell(tmp_path: Path) -> None:
    """GFM would not see the first, would shift the second row of it, and would cut the last cell of the second."""
    body = (
        " | |\n-|-|-|\n**A** | **B** | **C** |\n | [x](http://x.example/) | `y` |\n\n=TABLE_CAPTION=Letters=\n\n"
        "a | b\n--|--\n1 | 2 | 3\n\n=TABLE_CAPTION=Alone=\n\n=TABLE_CAPTION=Of nothing=\n"
    )
    assert record_of(tmp_path, body).body == (
        Table((("A", "B", "C"), ("", "x (http://x.example/)", "y")), has_header=True, caption="Letters"),
        Table((("a", "b", ""), ("1", "2", "3")), has_header=True, caption="Alone"),
        Paragraph("<em>Of nothing</em>"),
    )


def test_a_table_in_a_box_becomes_a_list(tmp_path: Path) -> None:
    body = (
        "=TEXTBOX_START=Facts=\n\n | |\n-|-|\nCPU | fast |\nRAM | 64MB |\n\n=TABLE_CAPTION=All of it=\n=TEXTBOX_END=\n"
    )
    items = ListOfItems(("<strong>CPU</strong>: fast", "<strong>RAM</strong>: 64MB"))
    assert record_of(tmp_path, body).body == (Box("Facts", (items, Paragraph("<em>All of it</em>"))),)


def test_program_text_between_list_items_stands_between_lists(tmp_path: Path) -> None:
    body = "* one\n\n      x = 1\n\n* two\n"
    assert record_of(tmp_path, body).body == (ListOfItems(("one",)), Code("x = 1"), ListOfItems(("two",)))


def test_an_indented_line_of_prose_is_a_paragraph(tmp_path: Path) -> None:
    prose = f"[MediaWiki](http://x.example/) is the name of the software {'that runs it ' * 6}"
    assert record_of(tmp_path, f"Before.\n\n      {prose}\n").body[1] == Paragraph(
        prose.strip().replace("[MediaWiki](http://x.example/)", '<a href="http://x.example/">MediaWiki</a>')
    )


def test_the_paragraph_before_the_break_is_the_standfirst(tmp_path: Path) -> None:
    record = record_of(tmp_path, "What it is _about_.\n\n<!--break-->\n\nThe story.")
    assert (record.standfirst, record.body) == ("What it is about.", (Paragraph("The story."),))


def test_a_teaser_with_a_link_stays_in_the_copy(tmp_path: Path) -> None:
    record = record_of(tmp_path, "What [it](http://x.example/) is.\n\n<!-- more -->\n\nThe story.")
    assert record.standfirst == ""
    assert len(record.body) == 2


def test_the_front_matter_s_description_is_the_standfirst_and_no_word_of_the_teaser_is_lost(tmp_path: Path) -> None:
    record = record_of(
        tmp_path,
        "Teaser.\n\n<!--break-->\n\nThe story.",
        head="---\ntitle: x\ndate: 2010-01-02\ndescription: Short.\n---\n",
    )
    assert (record.standfirst, len(record.body)) == ("Short.", 2)


def test_without_a_title_the_first_heading_is_the_headline(tmp_path: Path) -> None:
    record = record_of(tmp_path, "# Snow at last\n\nWords.", head="---\ndate: 2010-01-02\n---\n")
    assert (record.headline, record.body) == ("Snow at last", (Paragraph("Words."),))


OTHER: dict[str, str | bytes] = {
    "posts/b.md": HEAD,
    "posts/c/index.md": HEAD,
    "posts/paper.pdf": b"%PDF",
    "_posts/2010-01-02-snow.md": HEAD,
}


@pytest.mark.parametrize(
    ("written", "markup", "outcome"),
    [
        ("[b](b.md)", '<a href="article:posts/b">b</a>', Outcome.TRANSFORMED),
        ("[b](/posts/b/)", '<a href="article:posts/b">b</a>', Outcome.TRANSFORMED),
        ("[c](../posts/c/#x)", '<a href="article:posts/c">c</a>', Outcome.TRANSFORMED),
        ("[c](c/index.html)", '<a href="article:posts/c">c</a>', Outcome.TRANSFORMED),
        ("[s]({% post_url 2010-01-02-snow %})", '<a href="article:_posts/2010-01-02-snow">s</a>', Outcome.TRANSFORMED),
        (
            "[s]({{ site.url }}/2010/01/02/snow.html)",
            '<a href="article:_posts/2010-01-02-snow">s</a>',
            Outcome.TRANSFORMED,
        ),
        ("[x](http://x.example/?a=1&b=2)", '<a href="http://x.example/?a=1&amp;b=2">x</a>', Outcome.IMPORTED),
        ("[m](mailto:a@x.example)", '<a href="mailto:a@x.example">m</a>', Outcome.IMPORTED),
        ("[w](www.x.example)", '<a href="http://www.x.example">w</a>', Outcome.TRANSFORMED),
        ("[f](ftp://x.example/f)", "f (ftp://x.example/f)", Outcome.TRANSFORMED),
        (
            "[http://www.x.example](Example)",
            '<a href="http://www.x.example">http://www.x.example</a>',
            Outcome.TRANSFORMED,
        ),
        ("[gone](gone.md)", "gone", Outcome.REFUSED),
        ("[paper](paper.pdf)", "paper", Outcome.REFUSED),
        ("[out](../../etc/passwd)", "out", Outcome.REFUSED),
        ("[out](../../../../../../etc/passwd)", "out", Outcome.REFUSED),
        ("<a href='javascript:alert(1)'>js</a>", "js</a>", Outcome.REFUSED),
    ],
)
def test_links_lead_where_they_led(tmp_path: Path, written: str, markup: str, outcome: Outcome) -> None:
    reading = reading_of(tmp_path, f"{written}\n", others=OTHER)
    assert reading.record is not None
    assert reading.record.body == (Paragraph(markup),)
    [note] = [note for note in reading.notes if note.kind == Kind.LINK]
    assert note.outcome == outcome
    assert note.where == "posts/a.md:5"


def test_links_to_the_old_site_lead_to_the_pages(tmp_path: Path) -> None:
    """The old site is known by two links that name two articles; one match alone could be chance."""
    others = {f"posts/snow_{name}.md": HEAD for name in "bc"}
    body = "[b](http://old.example/posts/snow_b) [c](http://www.old.example/posts/snow_c/) [d](http://old.example/d) [e](http://old.example/2008/snow_c.html)"
    reading = reading_of(tmp_path, f"{body} http://old.example/posts/snow_c", others=others)
    assert reading.record is not None
    [part] = reading.record.body
    assert isinstance(part, Paragraph)
    assert part.markup.count('href="article:posts/snow_c"') == 2
    assert 'href="article:posts/snow_b"' in part.markup
    assert note_about(reading, "http://old.example/d").outcome == Outcome.KEPT_RAW


def test_one_chance_match_does_not_make_a_host_ours(tmp_path: Path) -> None:
    record = record_of(tmp_path, "[b](http://other.example/posts/b)", others={"posts/b.md": HEAD})
    assert record.body == (Paragraph('<a href="http://other.example/posts/b">b</a>'),)


def test_a_hot_linked_picture_becomes_a_link_and_is_listed(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "![A harbour](http://x.example/f.jpg)\n\n=IMAGE=//x.example/g.png=Boats=\n")
    assert reading.record is not None
    assert reading.record.body == (
        Paragraph('<a href="http://x.example/f.jpg">A harbour</a>'),
        Paragraph('<a href="https://x.example/g.png">Boats</a>'),
    )
    assert {note.outcome for note in reading.notes if note.kind == Kind.PICTURE} == {Outcome.TRANSFORMED}


def test_a_missing_picture_leaves_its_caption_and_is_named(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "=IMAGE=gone.jpg=Boats at rest=\n\n![Sea](../../../etc/passwd)\n")
    assert reading.record is not None
    assert reading.record.body == (Paragraph("<em>Boats at rest</em>"), Paragraph("<em>Sea</em>"))
    missing, outside = (note for note in reading.notes if note.kind == Kind.PICTURE)
    assert (missing.outcome, missing.where, missing.reason) == (
        Outcome.REFUSED,
        "posts/a.md:5",
        "there is no such picture in the folder.",
    )
    assert outside.reason == "the path leaves the folder."


def test_html_in_the_text_is_kept_as_far_as_we_know_it(tmp_path: Path) -> None:
    body = (
        "I <your name here> say <b>yes</b>, <kbd>Ctrl</kbd>, <span class='x'>and</span> <u>no</u><!-- not this -->.\n\n"
        "<div class='note'>\n<p>One <i>two</i></p><ul><li>three<ol><li>four</li></ol></li></ul>\n"
        "<script>alert(1)</script><table><tr><th>A</th></tr><tr><td>1</td></tr></table>\n"
        "<pre>x  = 1</pre><h4>Head</h4><iframe src='https://film.example/1' title='A film'></iframe></div>\n"
    )
    reading = reading_of(tmp_path, body)
    assert reading.record is not None
    assert reading.record.body == (
        Paragraph("I &lt;your name here&gt; say <b>yes</b>, <code>Ctrl</code>, and no."),
        Paragraph("One <i>two</i>"),
        ListOfItems(("three<ol><li>four</li></ol>",)),
        Table((("A",), ("1",))),
        Code("x  = 1"),
        Crosshead("Head", 2),
        Embed("https://film.example/1", "A film"),
    )
    assert note_about(reading, "<your name here>").outcome == Outcome.KEPT_RAW
    assert "<script>" in next(
        note.reason for note in reading.notes if note.kind == Kind.HTML and note.where.endswith(":7")
    )


def test_instructions_to_generators_mean_what_they_meant(tmp_path: Path) -> None:
    body = (
        "{% highlight ruby %}\nputs 1\n{% endhighlight %}\n\n"
        '{{< figure src="f.jpg" alt="Sea" caption="Boats" >}}\n\n{{< youtube abc-123 >}}\n\n{% include map.html %}\n'
    )
    assert record_of(tmp_path, body, others=PICTURE).body == (
        Code("puts 1", "ruby"),
        PictureUse("posts/f.jpg", "Boats", "Sea"),
        Embed("https://www.youtube.com/watch?v=abc-123"),
        RawText("{% include map.html %}", "A template instruction."),
    )


def test_control_characters_go_and_are_counted(tmp_path: Path) -> None:
    reading = reading_of(tmp_path, "Snow\x07 fell\x0b.\x1b")
    assert reading.record is not None
    assert reading.record.body == (Paragraph("Snow fell\n."),)
    assert "3 control characters were removed" in note_about(reading, "posts/a").reason


@pytest.mark.parametrize(
    "body",
    [
        "a [b](c.md) ![d](e.png) <a href='f'>g</a> <img src='h.png'> `[no](link)` <!-- x --> <kbd>k</kbd>",
        "<div><a href='x'>1</a><img src='y.png'><!-- <a href='no'>no</a> --></div>\n\n<pre><a href='x'>y</a></pre>",
        "=ZOOM=[a](b.md) <u>c</u>=\n\n=IMAGE=x.png=[cap](tion.md)=\n\n=TEXTBOX_START=[t](u.md)=\n[v](w.md)\n=TEXTBOX_END=",
        "a | [b](c.md)\n--|--\n![d](e.png) | <b>f</b>\n\n=TABLE_CAPTION=[g](h.md)=\n\n* [i](j.md)\n  * [k](l.md)",
        "# [a](b.md)\n\n> [c](d.md)\n>\n> # [e](f.md)\n\n[g]: h.md\n\n[g] and [g][] and [x][g]",
        "<ul><li><a href='a'>b</a><p><img src='c.png'></p></li></ul><table><tr><td><a href='d'>e</a><img src='f.png'></td></tr></table>",
        "{{< figure src='x.png' >}}\n\n{{< youtube a >}}\n\n{% raw %}\n\n=FOO=bar=\n\n[![a](b.png)](c.md)",
        "<details><summary><a href='a'>b</a></summary>\n\n*c*\n\n</details>\n\n<blockquote><a href='d'>e</a><h2><a href='f'>g</a></h2></blockquote>",
    ],
)
def test_every_item_seen_has_one_outcome(tmp_path: Path, body: str) -> None:
    """The census counts in the parse tree, apart from the code that makes parts."""
    reading = reading_of(tmp_path, body)
    counted = {kind: sum(note.kind == kind for note in reading.notes) for kind in Kind}
    assert counted == {kind: reading.census[kind] for kind in Kind}


@pytest.mark.parametrize(
    ("written", "markup"),
    [
        ("R*I, I*R and U=R*I.", "R*I, I*R and U=R*I."),
        ("un*frigging*believable", "un<em>frigging</em>believable"),
        ("e**X**tensible", "e<strong>X</strong>tensible"),
        ("*a* b*c* *d e*", "<em>a</em> b<em>c</em> <em>d e</em>"),
    ],
)
def test_an_asterisk_that_multiplies_stays(tmp_path: Path, written: str, markup: str) -> None:
    assert record_of(tmp_path, written).body == (Paragraph(markup),)


def test_a_link_where_none_can_stand_is_kept_where_it_can_and_listed(tmp_path: Path) -> None:
    body = (
        "=ZOOM=[Postfix](http://p.example/) delivers=\n\n## On [snow](http://s.example/) and [b](b.md)\n\n"
        "<h3><a href='http://h.example/'>Head</a></h3>\n\n[y](http://y.example/)\n\n"
        "<table><tr><td><a href='http://c.example/'>cell</a></td></tr></table>\n"
    )
    reading = reading_of(tmp_path, body, others=OTHER)
    assert reading.record is not None
    assert reading.record.body == (
        PullQuote("Postfix delivers"),
        Crosshead("On snow and b", 2),
        Paragraph('<a href="http://s.example/">http://s.example/</a> · <a href="article:posts/b">b</a>'),
        Crosshead("Head", 3),
        Paragraph('<a href="http://h.example/">http://h.example/</a>'),
        Paragraph('<a href="http://y.example/">y</a>'),
        Table((("cell (http://c.example/)",),), has_header=False),
    )
    reasons = {note.key: note.reason for note in reading.notes if note.kind == Kind.LINK}
    assert reasons["http://p.example/"] == "it stood in plain text, which keeps its words"
    assert reasons["http://s.example/"] == reasons["http://h.example/"] == "a crosshead holds no link; it stands below"
    assert reasons["http://c.example/"] == "a cell of a table holds no link; its address stands after the words"
    assert note_about(reading, "http://y.example/").outcome == Outcome.IMPORTED


def test_marks_nested_without_end_refuse_their_file_and_no_other(tmp_path: Path) -> None:
    deep = HEAD + "<div>" * 5000 + "Words."
    a_folder(tmp_path, {"deep.md": deep, "good.md": HEAD + "Words."})
    refused, good = readings_of(tmp_path)
    assert refused.record is None
    assert {(note.outcome, note.reason) for note in refused.notes} == {
        (Outcome.REFUSED, "its marks are nested too deeply.")
    }
    assert good.record is not None


@pytest.mark.parametrize(
    "line",
    ["=TEXTBOX_START=a=\n", "=CODE_START=\n", "{% highlight a %}\n", "](({{", 'href="{{ '],
    ids=["box", "code", "highlight", "target", "attribute"],
)
def test_marks_that_are_never_closed_are_read_in_time_that_grows_with_the_file(tmp_path: Path, line: str) -> None:
    body = line * (300_000 // len(line))
    began = time.process_time()
    record_of(tmp_path, body)
    assert time.process_time() - began < 12, "each was looked for to the end: minutes for a file of a megabyte"
