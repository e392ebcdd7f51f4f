"""The repair list: what is public under a recorded exemption, gathered by what has to be mended."""

from dataclasses import dataclass
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from masthead.pictures.context import DrawnPicture
from masthead.pictures.models import Picture
from masthead.pictures.queries import pictures_by_id
from masthead.publishing import queries
from masthead.publishing.models import Exemption

PER_PAGE = 25


@dataclass(frozen=True)
class Repair:
    """One thing to mend and the pages that wait for it."""

    subject: str
    picture: Picture | None
    drawn: DrawnPicture | None
    messages: list[str]
    exemptions: list[Exemption]

    @property
    def address(self) -> str:
        """Where it is mended."""
        return reverse("wagtailimages:edit", args=(self.picture.pk,)) if self.picture else ""

    @property
    def titles(self) -> list[tuple[str, str]]:
        """The pages concerned: title and the address of their form, by title."""
        pages = {exemption.page_id: exemption.page.title for exemption in self.exemptions}
        return [(title, reverse("wagtailadmin_pages:edit", args=(number,))) for number, title in pages.items()]


def repair_list(request: HttpRequest) -> HttpResponse:
    """The list, a page at a time. For whoever may change pictures."""
    if not request.user.has_perm("pictures.change_picture"):
        raise PermissionDenied
    page = Paginator(queries.subjects_to_repair(), PER_PAGE).get_page(request.GET.get("p"))
    context = {
        "page": page,
        "repairs": repairs_of(list(page.object_list)),
        "header_title": _("Repair list"),
        "header_icon": "warning",
    }
    return render(request, "desk/repairs.html", context)


def repairs_of(subjects: list[str]) -> list[Repair]:
    """The repairs for some subjects, in their order. Four queries."""
    numbers = {subject: _picture_id(subject) for subject in subjects}
    pictures = Picture.objects.in_bulk([number for number in numbers.values() if number])
    drawn = pictures_by_id(pictures)
    rows = queries.repair_list().filter(subject__in=subjects).order_by("subject", "page__title", "code")
    by_subject = {subject: list(run) for subject, run in groupby(rows, key=lambda row: row.subject)}
    return [
        Repair(
            subject=subject,
            picture=pictures.get(numbers[subject]),
            drawn=drawn.get(numbers[subject]),
            messages=list(dict.fromkeys(row.message for row in by_subject[subject])),
            exemptions=by_subject[subject],
        )
        for subject in subjects
        if subject in by_subject
    ]


def _picture_id(subject: str) -> int:
    """The picture that ``picture:12`` means; 0 for a subject of another kind."""
    number = subject.removeprefix("picture:")
    return int(number) if number.isdecimal() else 0
