"""Replaces Wagtail's command of the same name, which stops at the first bad page."""

from typing import Any

from django.core.management.base import BaseCommand

from masthead.publishing.schedule import publish_due


class Command(BaseCommand):
    """Publish what is due, take down what has expired."""

    help = "Publish what is due and take down what has expired; the worker does this every minute."

    def handle(self, *_args: Any, **_options: Any) -> None:
        report = publish_due()
        self.stdout.write(
            f"{report.published_count} published, {report.expired_count} taken down, {len(report.troubles)} in trouble"
        )
