"""The article's form at the desk, by tab."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    ObjectList,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.models import Page

COPY = [
    FieldPanel("kicker"),
    TitleFieldPanel("title", heading=_("Headline"), placeholder=_("Headline"), help_text=" "),
    FieldPanel("short_title"),
    FieldPanel("standfirst"),
    FieldRowPanel([FieldPanel("form"), FieldPanel("date_line")]),
    FieldPanel("body"),
    MultiFieldPanel(
        [FieldPanel("based_on_outlet"), FieldPanel("based_on_url")],
        heading=_("Based on reporting by"),
        classname="collapsed",
    ),
    FieldPanel("sponsor_name"),
    FieldPanel("edit_is_substantive"),
    InlinePanel("corrections", heading=_("Corrections"), label=_("Correction")),
]
CREDITS = [InlinePanel("credits", heading=_("Credits"), label=_("Credit"))]
PICTURES = [FieldPanel("hero_picture"), FieldPanel("hero_caption")]
SEARCH_AND_SOCIAL = [FieldPanel("slug"), FieldPanel("seo_title"), FieldPanel("search_description")]
PLACEMENT = [
    FieldRowPanel([FieldPanel("section"), FieldPanel("series")]),
    FieldPanel("tags"),
    FieldRowPanel([FieldPanel("language"), FieldPanel("licence")]),
    FieldPanel("embargo_until"),
    InlinePanel("related_picks", heading=_("More articles: editor's picks"), label=_("Article")),
]

ARTICLE_FORM = TabbedInterface(
    [
        ObjectList(COPY, heading=_("Copy")),
        ObjectList(CREDITS, heading=_("Credits")),
        ObjectList(PICTURES, heading=_("Pictures")),
        ObjectList(PLACEMENT, heading=_("Placement")),
        # The dates of publication stand in the status panel on the right, where these last panels put them.
        ObjectList([*SEARCH_AND_SOCIAL, *Page.settings_panels], heading=_("Search & social")),
    ]
)
