"""``/desk/account/``: Wagtail's page of one's own name, address and theme, with an audit entry for what changes."""

from __future__ import annotations

from django.db import transaction
from django.http import HttpRequest, HttpResponseBase
from wagtail.admin.views.account import AccountView

from masthead.desk.access.actions import accounts
from masthead.desk.access.actions.accounts import AccountFacts
from masthead.desk.access.views.factors import user_of


class OwnAccount(AccountView):
    """The page; a changed e-mail address is another way to log in, so that it must be in the trail."""

    def post(self, request: HttpRequest) -> HttpResponseBase:
        user = user_of(request)
        with transaction.atomic():
            before = AccountFacts.of(user.pk)
            answer = super().post(request)
            accounts.note_change(user, before, acting_user=user)
        return answer
