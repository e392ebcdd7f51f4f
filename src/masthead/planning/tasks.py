"""The room's jobs."""

from masthead.jobs.registry import job
from masthead.planning import mail


@job(
    "planning.send_mail", attempts=6, backoff_seconds=60, lease_seconds=120, key=lambda notification_id: notification_id
)
def send_mail(notification_id: int) -> bool:
    """Mail one notification, unless that has been done. Tried again for an hour when the mail server does not answer."""
    return mail.deliver(notification_id)
