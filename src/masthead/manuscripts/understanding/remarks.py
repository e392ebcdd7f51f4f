"""What was changed or left out, in sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, ngettext_lazy

from masthead.manuscripts.reading import Remark
from masthead.manuscripts.word.lines import Flow

MOST_NAMED = 20
COUNTED: Mapping[str, tuple[Any, bool]] = {
    "insertion": (
        ngettext_lazy("%(count)d tracked insertion was taken.", "%(count)d tracked insertions were taken.", "count"),
        False,
    ),
    "deletion": (
        ngettext_lazy(
            "%(count)d tracked deletion was left out.", "%(count)d tracked deletions were left out.", "count"
        ),
        False,
    ),
    "hidden text": (
        ngettext_lazy(
            "%(count)d piece of hidden text was left out.", "%(count)d pieces of hidden text were left out.", "count"
        ),
        True,
    ),
    "underlining": (
        ngettext_lazy(
            "Underlining was taken off in %(count)d place.", "Underlining was taken off in %(count)d places.", "count"
        ),
        False,
    ),
    "formula": (
        ngettext_lazy(
            "%(count)d formula became plain text: check it.",
            "%(count)d formulas became plain text: check them.",
            "count",
        ),
        False,
    ),
    "symbol": (
        ngettext_lazy(
            "%(count)d sign of a symbol font was left out.", "%(count)d signs of symbol fonts were left out.", "count"
        ),
        True,
    ),
    "object": (
        ngettext_lazy(
            "%(count)d embedded object (a spreadsheet, a drawing) was left out.",
            "%(count)d embedded objects (spreadsheets, drawings) were left out.",
            "count",
        ),
        True,
    ),
    "chart": (
        ngettext_lazy(
            "%(count)d chart was left out: save it as a picture and add it.",
            "%(count)d charts were left out: save them as pictures and add them.",
            "count",
        ),
        True,
    ),
    "diagram": (
        ngettext_lazy(
            "%(count)d diagram was left out: save it as a picture and add it.",
            "%(count)d diagrams were left out: save them as pictures and add them.",
            "count",
        ),
        True,
    ),
    "shape": (
        ngettext_lazy("%(count)d drawn shape was left out.", "%(count)d drawn shapes were left out.", "count"),
        True,
    ),
    "lost picture": (
        ngettext_lazy(
            "%(count)d picture is named in the file but is not in it.",
            "%(count)d pictures are named in the file but are not in it.",
            "count",
        ),
        True,
    ),
    "alt by Word": (
        ngettext_lazy(
            "%(count)d alt text was written by Word, not by a person: check it.",
            "%(count)d alt texts were written by Word, not by a person: check them.",
            "count",
        ),
        False,
    ),
    "text box": (
        ngettext_lazy(
            "%(count)d text box became a pull quote or a box.",
            "%(count)d text boxes became pull quotes or boxes.",
            "count",
        ),
        False,
    ),
    "inserted file": (
        ngettext_lazy(
            "%(count)d file inserted into this one was left out.",
            "%(count)d files inserted into this one were left out.",
            "count",
        ),
        True,
    ),
    "empty note": (
        ngettext_lazy(
            "%(count)d footnote is empty in the file.", "%(count)d footnotes are empty in the file.", "count"
        ),
        True,
    ),
}
"""For each key of a tally its sentence, and whether something is lost."""


def remarks_on(flow: Flow) -> Iterator[Remark]:
    """A sentence for everything that the walk counted or named, the losses first."""
    counted = [_counted(key, count) for key, count in flow.tally.items() if count]
    named = [_named(key, name) for key, name in flow.named[:MOST_NAMED]]
    if len(flow.named) > MOST_NAMED:
        named.append(
            Remark(_("… and %(count)d more of these.") % {"count": len(flow.named) - MOST_NAMED}, is_loss=True)
        )
    if flow.notes:
        named.append(
            Remark(
                ngettext(
                    "%(count)d footnote stands in a list “Notes” at the end, with its number in the copy.",
                    "%(count)d footnotes stand in a list “Notes” at the end, with their numbers in the copy.",
                    len(flow.notes),
                )
                % {"count": len(flow.notes)}
            )
        )
    yield from sorted((*counted, *named), key=lambda remark: not remark.is_loss)


def _counted(key: str, count: int) -> Remark:
    sentence, is_loss = COUNTED[key]
    return Remark(sentence % {"count": count}, is_loss=is_loss)


def _named(key: str, name: str) -> Remark:
    sentences = {
        "page header": _("A page header or footer was left out: “%(name)s”."),
        "link": _("A link was taken off, its words stay: “%(name)s” is no web address."),
        "linked picture": _("A picture is only linked, not in the file, and was not fetched: %(name)s."),
        "missing picture": _("A picture is named in the file but is not in it: %(name)s."),
    }
    return Remark(sentences[key] % {"name": name}, is_loss=key != "link")
