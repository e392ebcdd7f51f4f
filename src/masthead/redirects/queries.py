"""Looking up an old address."""

from dataclasses import dataclass
from urllib.parse import parse_qsl, unquote

from masthead.addresses import LONGEST, address_of
from masthead.redirects.models import OldAddress

QUERY_KEYS = ("p", "page_id", "attachment_id", "post", "id")
MAX_PATH_LENGTH = LONGEST


@dataclass(frozen=True)
class Answer:
    """What an old address answers: a 301 to ``target`` or, without one, a 410."""

    target: str = ""

    @property
    def is_gone(self) -> bool:
        """Whether the address was withdrawn."""
        return not self.target


def normal_path(path: str) -> str:
    """The spelling an old address is stored under: decoded, one leading slash, no closing slash."""
    return "/" + unquote(path).strip("/")


def normal_query(query: str) -> str:
    """The part of a query string that identifies (``p=123``); empty when there is none."""
    for key, value in parse_qsl(query[:2000]):
        if key in QUERY_KEYS and value.isdigit():
            return f"{key}={value}"
    return ""


def answer_for(path: str, query: str = "") -> Answer | None:
    """What the old address ``path?query`` answers; None when it is none. At most two queries; the target is never an old address."""
    wanted = normal_path(path)
    if len(wanted) > MAX_PATH_LENGTH or "\x00" in wanted:
        return None
    known = (
        OldAddress.objects.filter(path=wanted, query__in={"", normal_query(query)})
        .select_related("page")
        .order_by("-query")
        .first()
    )
    if known is None:
        return None
    if known.kind == OldAddress.Kind.GONE:
        return Answer()
    if known.page is not None:
        return Answer(address_of(known.page.url_path)) if known.page.live else None
    return Answer(known.target_path)
