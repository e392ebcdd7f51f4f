"""The picture room's work for the worker."""

from masthead.jobs.registry import job
from masthead.pictures import actions


@job("pictures.make_renditions", attempts=3, lease_seconds=300, key=lambda picture_id: picture_id)
def make_renditions(picture_id: int) -> int:
    """Make every size and format of one picture; see :func:`masthead.pictures.actions.make_renditions`."""
    return actions.make_renditions(picture_id)
