"""What the review page receives."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.forms import BaseForm
from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from masthead.articles.queries import tk_count
from masthead.body import faces
from masthead.contributors.models import Contributor
from masthead.manuscripts.answers import Answers
from masthead.manuscripts.asked import Lack, asked_at_the_door, open_to_the_editor
from masthead.manuscripts.forms import ReviewForm
from masthead.manuscripts.models import Manuscript, ManuscriptPicture
from masthead.manuscripts.queries import contributors_named
from masthead.manuscripts.reading import Reading
from masthead.manuscripts.writing import as_it_would_read, in_reading_order
from masthead.pictures.context import DrawnPicture
from masthead.text.placeholders import with_placeholders_marked


@dataclass(frozen=True)
class CreditRow:
    """A credit's fields, and whether the contributors know the name."""

    form: BaseForm
    known: Contributor | None
    is_new: bool = field(metadata={"help": "a name is there, and nobody has it yet"})


@dataclass(frozen=True)
class PictureRow:
    """A picture's fields and what the page shows of it."""

    form: BaseForm
    picture: ManuscriptPicture
    thumbnail: str = field(metadata={"help": "address"})
    is_lead: bool = field(metadata={"help": "the article begins with it"})
    all_lacks: tuple[str, ...] = field(metadata={"help": "credit, alt, licence"})

    @property
    def lacks(self) -> tuple[str, ...]:
        """What publishing will ask for: credit, alt."""
        return tuple(each for each in self.all_lacks if each != "licence")

    def anchor(self, name: str) -> str:
        """Where a field of it stands on the page; a picture of the library has its fields there."""
        return f"#picture-{self.picture.number}" if self.picture.in_library else f"#{self.form[name].id_for_label}"


@dataclass(frozen=True)
class Review:
    """The page."""

    manuscript: Manuscript
    reading: Reading
    forms: ReviewForm
    credits: list[CreditRow]
    pictures: list[PictureRow]
    preview: SafeString
    word_count: int = field(metadata={"help": "as every other screen counts, standfirst and copy"})
    tk_count: int = field(metadata={"help": "words still to come: what the checklist of the article will name"})
    earlier: Manuscript | None

    @property
    def asked(self) -> list[Lack]:
        """What publishing will ask for, as the page stands."""
        return asked_at_the_door(self.pictures, self.tk_count)

    @property
    def open(self) -> list[Lack]:
        """What publishing will not ask for, and the article lacks."""
        section = self.forms.article["section"]
        return open_to_the_editor(
            self.pictures, has_section=bool(section.value()), section_anchor=f"#{section.id_for_label}"
        )

    @property
    def has_lead(self) -> bool:
        """Whether the article begins with one of the pictures."""
        return any(row.is_lead for row in self.pictures)

    @property
    def fillable_count(self) -> int:
        """How many pictures take what is said of all: those that the library does not know."""
        return sum(row.picture.in_library is None for row in self.pictures)


def review_of(manuscript: Manuscript, forms: ReviewForm, *, earlier: Manuscript | None) -> Review:
    """The page of a waiting manuscript. Three queries, however much is in it."""
    reading, answers = Reading.from_json(manuscript.reading), Answers.from_json(manuscript.answers)
    pictures = {
        picture.number: picture
        for picture in manuscript.pictures.defer("data", "thumbnail").select_related("in_library")
    }
    article = as_it_would_read(reading, answers)
    lead = str(forms.lead["lead"].value() or "")
    drawn = {number: _drawn(manuscript, picture, answers) for number, picture in pictures.items()}
    return Review(
        manuscript=manuscript,
        reading=reading,
        forms=forms,
        credits=_credit_rows(forms),
        pictures=[
            row for form in forms.pictures if (row := _picture_row(manuscript, form, pictures, lead)) is not None
        ],
        preview=_tinted(
            faces.render(in_reading_order(reading.body, answers), "web", pictures=drawn, pages={}, files={})
        ),
        word_count=article.words_now(),
        tk_count=tk_count(article),
        earlier=earlier,
    )


def _tinted(preview: SafeString) -> SafeString:
    """The copy with each “TK” as the form tints it. What the faces made is safe, and stays so."""
    return mark_safe(with_placeholders_marked(preview, '<mark class="mh-tk">', "</mark>"))  # noqa: S308


def _credit_rows(forms: ReviewForm) -> list[CreditRow]:
    names = [str(form["name"].value() or "").strip() for form in forms.credits]
    known = contributors_named(names)
    return [
        CreditRow(form, known.get(name.casefold()), bool(name) and name.casefold() not in known)
        for form, name in zip(forms.credits, names, strict=True)
    ]


def _picture_row(
    manuscript: Manuscript, form: Any, pictures: Mapping[int, ManuscriptPicture], lead: str
) -> PictureRow | None:
    number = str(form["number"].value())
    picture = pictures.get(int(number)) if number.isascii() and number.isdigit() and len(number) < 6 else None  # noqa: PLR2004
    if picture is None:
        return None
    known = picture.in_library

    def value(name: str) -> Any:
        return getattr(known, name) if known else form[name].value()

    lacks = [] if (known.credit if known else value("creator") or value("agency")) else ["credit"]
    lacks += [] if value("alt") or value("is_decorative") else ["alt"]
    lacks += [] if value("licence") else ["licence"]
    return PictureRow(form, picture, _thumbnail(manuscript, picture.number), number == lead, tuple(lacks))


def _drawn(manuscript: Manuscript, picture: ManuscriptPicture, answers: Answers) -> DrawnPicture:
    answer = answers.pictures.get(picture.number)
    credit = " / ".join(part for part in (answer.creator, answer.agency) if part) if answer else ""
    return DrawnPicture(
        id=picture.number,
        alt=answer.alt if answer else "",
        credit=picture.in_library.credit if picture.in_library else credit,
        caption="",
        width=picture.width,
        height=picture.height,
        src=_thumbnail(manuscript, picture.number),
    )


def _thumbnail(manuscript: Manuscript, number: int) -> str:
    return reverse("manuscripts_picture", args=(manuscript.pk, number))
