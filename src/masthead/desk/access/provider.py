"""The single sign-on provider (OpenID Connect), asked only where ``[login.oidc]`` names one. Authlib speaks the protocol."""

from __future__ import annotations

import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from authlib.common.errors import AuthlibBaseError
from authlib.integrations.django_client import DjangoIntegration, DjangoOAuth2App
from authlib.integrations.requests_client import OAuth2Session
from django.conf import settings
from django.http import HttpRequest, HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from joserfc.errors import JoseError
from requests import RequestException

from masthead.config import LoginOidc
from masthead.desk.access.actions.signing_in import LoginRefused

logger = logging.getLogger(__name__)

TIMEOUT_SECONDS = 10
TROUBLES = (AuthlibBaseError, JoseError, RequestException, ValueError, RuntimeError, KeyError, TypeError)


class PatientSession(OAuth2Session):
    """Waits ten seconds at most and follows no redirect: an issuer is where it says it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.default_timeout = TIMEOUT_SECONDS
        self.max_redirects = 0


class Provider(DjangoOAuth2App):
    """Authlib's client: discovery, code flow with PKCE, state, nonce, and the signature of the answer."""

    client_cls = PatientSession


def configured() -> LoginOidc | None:
    """What the operator said; None while single sign-on is off."""
    oidc: LoginOidc = settings.CONFIG.login_oidc
    return oidc if oidc.issuer else None


def send_there(request: HttpRequest) -> HttpResponseRedirect:
    """The way to the provider's own log-in. Raises ``LoginRefused``."""
    with _as_refusals():
        provider = _provider()
        _require_same_issuer(provider)
        back = request.build_absolute_uri(reverse("desk_access_oidc_back"))
        return provider.authorize_redirect(request, back)


def claims_brought(request: HttpRequest) -> Mapping[str, Any]:
    """What the provider says about whoever came back, once state, nonce, issuer, audience, time and signature are found right.

    Raises ``LoginRefused``.
    """
    with _as_refusals():
        provider = _provider()
        issuer = _require_same_issuer(provider)
        wanted = {
            "iss": {"essential": True, "value": issuer},
            "aud": {"essential": True, "values": [provider.client_id]},
        }
        said = provider.authorize_access_token(request, claims_options=wanted).get("userinfo")
        if not said or not said.get("sub"):
            raise ValueError("the provider sent no identity")
    return dict(said)


def _provider() -> Provider:
    oidc = configured()
    if oidc is None:
        raise ValueError("single sign-on is off")
    return Provider(
        DjangoIntegration("oidc"),
        name="oidc",
        client_id=oidc.client_id,
        client_secret=oidc.client_secret,
        server_metadata_url=f"{oidc.issuer.rstrip('/')}/.well-known/openid-configuration",
        client_kwargs={"scope": "openid email profile", "code_challenge_method": "S256"},
        user_agent="Masthead",
    )


def _require_same_issuer(provider: Provider) -> str:
    """OpenID Connect Discovery 4.3: the document's issuer must be the one it was asked of."""
    said = str(provider.load_server_metadata().get("issuer", ""))
    oidc = configured()
    if oidc is None or said.rstrip("/") != oidc.issuer.rstrip("/"):
        raise ValueError(f"the provider calls itself {said!r}")
    return said


@contextmanager
def _as_refusals() -> Iterator[None]:
    """Whatever goes wrong on the way is one sentence for people; the log has the reason."""
    try:
        yield
    except TROUBLES as trouble:
        logger.warning("Single sign-on failed: %s: %s", type(trouble).__name__, trouble)
        raise LoginRefused(
            _("Single sign-on did not work."), _("Try again, or sign in with your password.")
        ) from trouble
