"""Every part of a page with invented words: the living style guide, drawn by the very templates that readers' pages are drawn by."""

from __future__ import annotations

from datetime import UTC, datetime

from django.templatetags.static import static
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from masthead.body import faces, making
from masthead.front.context import Card, LatestIssue, Listing
from masthead.front.guide_context import Language, StyleGuide
from masthead.front.people_context import PersonCard
from masthead.machines.context import PageHead
from masthead.magazine.readings import readings_of
from masthead.magazine.themes import Theme
from masthead.pictures.context import DrawnPicture
from masthead.published.context import CoverLine, CoverLook

SHEETS = tuple(
    f"front/css/{name}.css"
    for name in ("heads", "rows", "article_body", "article_end", "results", "ways", "sign_up", "guide")
)
"""Those that pages link by themselves, beside the ones that every page has; and the guide's own."""
A_DAY = datetime(2026, 11, 3, 9, 30, tzinfo=UTC)
LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenband, and other words that the narrowest screen must break"
STANDFIRST = (
    "It leaves at midnight, climbs for five hours, and arrives where there is nothing to do but have breakfast."
)
COPY = (
    "It leaves at midnight, climbs for five hours, and arrives in a town where there is nothing to do but have breakfast. "
    "Our travel editor has taken it <a href='/'>fourteen times</a>, and says that <em>nobody</em> asks why it still runs. "
    "The guard, who is also the driver’s aunt, sells coffee from a kettle she was given in 1994 “for patience”."
)
STEPS = ("-2", "-1", "0", "1", "2", "3", "4", "5")
COLOURS = (
    *("paper", "paper-tint", "ink", "ink-soft", "rule", "edge", "accent", "on-accent"),
    *("link", "focus", "mark", "band", "on-band", "band-accent"),
)

SAMPLES = (
    (
        *("ar", "rtl", "العربية", "القطار الذي لا يحتاجه أحد"),
        "ينطلق القطار في منتصف الليل ويصعد خمس ساعات، ثم يصل إلى مدينة لا شيء فيها سوى الفطور.",
    ),
    (
        *("he", "rtl", "עברית", "הרכבת שאיש אינו צריך"),
        "היא יוצאת בחצות, מטפסת חמש שעות ומגיעה לעיר שאין בה מה לעשות מלבד לאכול ארוחת בוקר.",
    ),
    (
        *("zh", "ltr", "中文", "没有人需要的火车"),
        "火车在午夜出发，爬升五个小时，抵达一座除了早餐之外无事可做的小城。没有人问过它为什么还在运行。",
    ),
    (
        "ja",
        "ltr",
        "日本語",
        "誰も必要としない列車",
        "列車は真夜中に出発し、五時間のぼり続け、朝食のほかにすることのない町に着く。",
    ),
    (
        *("vi", "ltr", "Tiếng Việt", "Chuyến tàu chẳng ai cần đến"),
        "Tàu rời ga lúc nửa đêm, leo dốc năm giờ liền rồi đến một thị trấn chẳng có gì ngoài bữa sáng.",
    ),
)
"""Language, direction, its own name, a headline, a sentence of copy."""


def style_guide(theme: Theme) -> StyleGuide:
    """The guide in a theme. No query."""
    cards = _cards()
    return StyleGuide(
        head=PageHead(title=_("Style guide"), path="", is_listed=False),
        sheets=SHEETS,
        steps=STEPS,
        colours=COLOURS,
        readings=tuple(readings_of(theme)),
        cards=cards,
        long_card=_card(LONG, form="essay", kicker="Language", picture=_picture("tall")),
        body=_body(),
        listing=Listing(
            cards=cards[:4], count=85, number=3, older_path="/", newer_path="/", where="3 March – 9 June 2026"
        ),
        empty=Listing(cards=(), count=0),
        latest_issue=LatestIssue(
            path="/",
            title="The slow number",
            label="No. 12, November 2026",
            cover=_picture("tall"),
            cover_subject="A vase",
            cover_look=CoverLook(),
            cover_lines=(CoverLine("The train nobody needs", "/"), CoverLine("Who owns the night?", "/")),
        ),
        people=(
            PersonCard("Ines Corbeau", "/", "Travel editor", _picture("tall")),
            PersonCard("Odile Marchetti", "/", ""),
        ),
        languages=_languages(),
    )


def _picture(name: str) -> DrawnPicture:
    width, height = (900, 1200) if name == "tall" else (1200, 720)
    return DrawnPicture(
        id=1 if name == "wide" else 2,
        alt="A sun over hills" if name == "wide" else "A vase before a grey wall",
        credit="Ada Lindqvist / Northlight",
        caption="The line above the lake, where the train slows down.",
        width=width,
        height=height,
        src=static(f"front/guide/{name}.svg"),
    )


def _card(title: str, **more: object) -> Card:
    facts: dict[str, object] = {
        "form": "feature",
        "kicker": "Travel",
        "standfirst": STANDFIRST,
        "byline": "Ines Corbeau",
    }
    return Card(path="/", title=title, published_at=A_DAY, **{**facts, **more})  # type: ignore[arg-type]


def _cards() -> tuple[Card, ...]:
    wide, tall = _picture("wide"), _picture("tall")
    return (
        _card("The train that nobody needs, and everybody takes", picture=wide),
        _card("Against breakfast", form="opinion", kicker="Opinion"),
        _card("What the harbour master will not say", form="interview", kicker="The coast", picture=tall),
        _card("Prices of bread, in eleven towns", form="news", kicker="Business", standfirst=""),
        _card("A chair for every weather", form="sponsored", sponsor_label="Sponsored by Boats & Co", picture=wide),
        _card("Two letters about owls", form="letter", kicker="Letters", byline=""),
    )


def _body() -> SafeString:
    copy = [
        making.paragraph(f"<p>{COPY}</p><p>{COPY}</p>"),
        making.crosshead("In the morning"),
        making.paragraph(f"<p>{COPY}</p>"),
        making.picture(1, size="wide"),
        making.crosshead("What is sold on board", 3),
        making.list_of(["Coffee, from the kettle", "Bread, <em>unsliced</em>", "A timetable of 1994"], "numbered"),
        making.pull_quote("Nobody has ever asked me why.", "The driver’s aunt"),
        making.paragraph(f"<p>{COPY}</p>"),
        making.box("The line in figures", [making.paragraph("<p>Five hours, 31 bridges, one kettle.</p>")]),
        making.table(
            [["Town", "Bread", "Coffee"], ["Lisbon", "1.20", "0.90"], ["Turku", "3.10", "2.80"]],
            caption="Prices in euros",
        ),
        making.divider(),
        making.gallery([(1, "Above the lake"), (2, "The vase")], caption="Seen from the window"),
        making.code("def depart(hour: int) -> str:\n    return 'late'", language="Python", caption="The timetable"),
        making.embed("https://www.youtube.com/watch?v=x", title="The line, filmed from the cab"),
        making.raw_text("<table of contents>", "What an import kept as it was"),
    ]
    pictures = {picture.id: picture for picture in (_picture("wide"), _picture("tall"))}
    return faces.render(making.stream(copy, key="guide"), "web", pictures=pictures, files={}, pages={})


def _languages() -> tuple[Language, ...]:
    return tuple(
        Language(
            code,
            direction,
            name,
            faces.render(
                making.stream([making.paragraph(f"<p>{copy}</p><p>{copy}</p>"), making.pull_quote(title)], key=code),
                "web",
                pictures={},
                files={},
                pages={},
                language=code,
            ),
            _card(title, language=code, direction=direction, standfirst=copy, kicker=name, byline=""),
        )
        for code, direction, name, title, copy in SAMPLES
    )
