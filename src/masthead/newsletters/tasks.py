"""The room's jobs."""

from masthead.jobs.registry import job
from masthead.newsletters import answering


@job(
    "newsletters.answer_sign_up", attempts=12, backoff_seconds=30, lease_seconds=120, key=lambda request_id: request_id
)
def answer_sign_up(request_id: int) -> bool:
    """Answer one request by mail, unless that has been done. Tried again for about six hours when the mail server does not answer."""
    return answering.answer(request_id)
