"""Newsletters: their words for editors, those who subscribe for publishers."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import EDITORS, PUBLISHERS

on("desk_newsletters", GET=EDITORS)
on("desk_begin_newsletter", BOTH=EDITORS)
on("desk_newsletter", "newsletter", arguments={"number": "{pk}"}, BOTH=EDITORS)
on("desk_subscribers", "newsletter", arguments={"number": "{pk}"}, GET=PUBLISHERS)
on("desk_take_out_subscribers", "newsletter", arguments={"number": "{pk}"}, POST=PUBLISHERS)
on("desk_mailings", "newsletter", arguments={"number": "{pk}"}, GET=EDITORS)
on("desk_begin_mailing", "newsletter", arguments={"number": "{pk}"}, BOTH=EDITORS)
on("desk_mailing", "mailing", arguments={"number": "{pk}"}, BOTH=EDITORS)
on("desk_do_with_mailing", "mailing", arguments={"number": "{pk}"}, data={"do": "fill-new"}, POST=EDITORS)
on("desk_mailing_face", "mailing", arguments={"number": "{pk}", "face": "mail"}, GET=EDITORS)
