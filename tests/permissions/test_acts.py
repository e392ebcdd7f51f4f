"""The second table of the permission matrix: every action, called by everybody, against what is declared."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction

from masthead.errors import ActionForbidden, MastheadError
from tests.permissions.acts import ACTS, Act
from tests.permissions.people import GUEST, PEOPLE
from tests.permissions.world import World


def is_allowed(world: World, act: Act, person: str) -> bool:
    """Whether somebody may; what is done is rolled back. That the magazine cannot, though they may, is no refusal."""
    thing = world.about(act.thing, person) if act.thing else None
    first = () if thing is None else (type(thing).objects.get(pk=thing.pk),)
    said = [_meant(value, world) for value in act.arguments]
    named = {name: _meant(value, world) for name, value in act.named.items()}
    user = type(world.account(person)).objects.get(pk=world.account(person).pk)
    with transaction.atomic():
        try:
            with transaction.atomic():
                act.function(*first, *said, acting_user=user, **named)
        except (ActionForbidden, PermissionDenied):
            return False
        except MastheadError:
            pass
        finally:
            transaction.set_rollback(True)
    return True


def _meant(value: Any, world: World) -> Any:
    return value(world) if callable(value) else value


def trouble(world: World, act: Act) -> str:
    """Who may and should not, or may not and should; empty when all is as declared."""
    who = {person for person in (*PEOPLE[1:], GUEST) if is_allowed(world, act, person)}
    wrong = [f"{person} may" for person in sorted(who - act.who)]
    wrong += [f"{person} may not" for person in sorted(act.who - who)]
    return f"{act}: {', '.join(wrong)}" if wrong else ""


@pytest.mark.django_db
def test_everybody_may_do_what_the_table_says_and_nothing_else() -> None:
    world = World()
    troubles = [found for act in ACTS if (found := trouble(world, act))]
    assert troubles == [], "\n".join(troubles)
