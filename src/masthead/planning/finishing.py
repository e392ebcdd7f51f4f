"""What Wagtail does at the end of a review (``WAGTAIL_FINISH_WORKFLOW_ACTION``).

It is imported while Wagtail's models load, so it imports none.
"""

from typing import Any


def publish_nothing(workflow_state: Any, user: Any = None) -> None:
    """Leave the page as it is: the last approval makes a piece ready (``actions.reviewing.follow_finished``), and publishes nothing."""
