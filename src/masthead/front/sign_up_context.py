"""What the templates of the newsletter's page and of the answers to a sign-up receive."""

from __future__ import annotations

from dataclasses import dataclass, field

from masthead.machines.context import PageHead
from masthead.newsletters.context import SignUp


@dataclass(frozen=True)
class NewsletterPage:
    """The newsletter's own page; also the answer to a sign-up that went wrong, with the error in ``sign_up``."""

    head: PageHead
    name: str
    heading: str
    promise: str
    about: tuple[str, ...] = field(metadata={"help": "what it is, in paragraphs of plain text; may be empty"})
    sign_up: SignUp


@dataclass(frozen=True)
class SignUpAnswer:
    """What a reader is told on the way to a subscription."""

    head: PageHead
    title: str
    words: tuple[str, ...] = field(metadata={"help": "sentences, the most important first"})
    is_done: bool = field(
        default=False, metadata={"help": "the sign-up was taken; the script shows these words in place"}
    )
    button: str = field(default="", metadata={"help": "words on the button that confirms; empty for no button"})
    sign_up: SignUp | None = field(default=None, metadata={"help": "the form, where it has to be asked for again"})
