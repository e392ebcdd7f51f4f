"""What the sign-up's template receives."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class SignUp:
    """The sign-up for a newsletter, in the editor's words. The same for everybody until the day ends."""

    heading: str
    promise: str
    button: str = field(metadata={"help": "the words on the button"})
    terms: str = field(metadata={"help": "what happens next, and how it ends; stands under the field"})
    moment: str = field(metadata={"help": "signed: which newsletter, which words, which day; sent along with the form"})
    path: str = field(
        default="/newsletter/", metadata={"help": "where the form is sent; also the newsletter's own page"}
    )
    privacy_path: str = field(default="", metadata={"help": "the privacy page, if the magazine has one"})
    address: str = field(default="", metadata={"help": "what was typed, when the form is shown again"})
    error: str = field(default="", metadata={"help": "what is wrong with it; empty on every page that is kept"})
