"""What watches the site learns whether it lives and whether it can serve."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from pytest_django.fixtures import DjangoAssertNumQueries


def test_a_living_process_says_so_without_the_database(client: Client) -> None:
    answer = client.get("/healthz")  # pytest-django would refuse a query: this test has no database
    assert (answer.status_code, answer.content) == (200, b"alive\n")
    assert answer["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer


@pytest.mark.django_db
def test_a_process_that_can_serve_is_ready(client: Client, django_assert_num_queries: DjangoAssertNumQueries) -> None:
    with django_assert_num_queries(1):
        answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")


@pytest.mark.django_db
def test_a_database_without_our_tables_is_not_ready(client: Client) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE magazine_magazine RENAME TO magazine_away")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    assert b"Traceback" not in answer.content
