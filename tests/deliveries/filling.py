"""A magazine with readers and a letter to them, in a process of its own: ``python -m tests.deliveries.filling PEOPLE KILOBYTES``."""

from __future__ import annotations

import sys

import django


def main(people: int, kilobytes: int) -> None:
    """Fill the magazine that ``MASTHEAD_CONFIG`` names, begin to send, and print the mailing's number."""
    from masthead import sqlite

    sqlite.swap_in()
    django.setup()
    from masthead.deliveries import actions
    from tests.deliveries.letters import a_frozen_mailing, a_newsletter

    mailing = a_frozen_mailing(a_newsletter(people), kilobytes=kilobytes)
    actions.begin(mailing, acting_user=None)
    sys.stdout.write(f"{mailing.pk}\n")


if __name__ == "__main__":
    main(int(sys.argv[1]), int(sys.argv[2]))
