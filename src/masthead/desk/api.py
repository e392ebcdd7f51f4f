"""The admin API's page actions, through the publishing action. Aliases and live copies are not offered: they would pass it by."""

from typing import Any, ClassVar

from rest_framework import status
from rest_framework.response import Response
from wagtail.admin.api.actions.base import APIAction
from wagtail.admin.api.actions.copy import CopyPageAPIAction
from wagtail.admin.api.actions.publish import PublishPageAPIAction
from wagtail.admin.api.actions.unpublish import UnpublishPageAPIAction
from wagtail.admin.api.views import PagesAdminAPIViewSet
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from masthead.desk import door
from masthead.publishing import actions as publishing

NOT_OFFERED = frozenset({"create_alias", "convert_alias", "copy_for_translation"})


class PublishThroughTheDoor(PublishPageAPIAction):
    """``publish``: a refusal comes back as 409 with its reasons."""

    def execute(self, instance: Page, data: Any) -> Response:  # noqa: ARG002 - Wagtail passes it
        outcome = publishing.publish(instance.specific, acting_user=self.request.user)
        return Response(self.view.get_serializer(outcome.page).data, status=status.HTTP_200_OK)


class UnpublishThroughTheDoor(UnpublishPageAPIAction):
    """``unpublish``, with all below it when ``recursive``."""

    def execute(self, instance: Page, data: Any) -> Response:
        verb = publishing.unpublish_with_descendants if data["recursive"] else publishing.unpublish
        verb(instance.specific, acting_user=self.request.user)
        return Response(
            self.view.get_serializer(instance.specific_class.objects.get(pk=instance.pk)).data,
            status=status.HTTP_200_OK,
        )


class CopyAsDraft(CopyPageAPIAction):
    """``copy``: ``keep_live`` is not heard."""

    def _action_from_data(self, instance: Page, data: dict[str, Any]) -> Any:
        return super()._action_from_data(instance, {**data, "keep_live": False})


class DeleteThroughTheDoor(APIAction):
    """``delete``: an article goes into the trash, anything else for good, with an audit entry for each page."""

    serializer = PublishPageAPIAction.serializer

    def execute(self, instance: Page, data: Any) -> Response:  # noqa: ARG002 - Wagtail passes it
        door.delete_or_trash(instance.specific, acting_user=self.request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)


class PagesAPIViewSet(PagesAdminAPIViewSet):
    """Wagtail's, with our actions."""

    actions: ClassVar[dict[str, Any]] = {
        **{name: action for name, action in PagesAdminAPIViewSet.actions.items() if name not in NOT_OFFERED},
        "publish": PublishThroughTheDoor,
        "unpublish": UnpublishThroughTheDoor,
        "copy": CopyAsDraft,
        "delete": DeleteThroughTheDoor,
    }

    def get_base_queryset(self) -> Any:
        """Wagtail's asks a policy of its own making, which knows nothing of roles bound to sections."""
        return page_permission_policy.explorable_instances(self.request.user)
