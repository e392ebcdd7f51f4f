"""Single sign-on against a small provider of our own on loopback: the whole flow, and each way of cheating in it."""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from joserfc import jwt
from joserfc.jwk import RSAKey

from masthead.audit.models import AuditEntry
from masthead.config import LoginOidc
from masthead.staff.models import OutsideIdentity, SecondFactorRule, User
from masthead.staff.roles import Role
from tests.cast import a_user

GO, BACK = "/desk/login/oidc/", "/desk/login/oidc/back/"
KEY = RSAKey.generate_key(2048, {"kid": "one"})
OTHER_KEY = RSAKey.generate_key(2048, {"kid": "one"})

pytestmark = pytest.mark.django_db


class FakeProvider:
    """Says who ``claims`` says; what it was asked for stands in ``asked``."""

    def __init__(self) -> None:
        self.claims: dict[str, Any] = {"sub": "s-1", "email": "petra@magazine.example", "email_verified": True}
        self.key = KEY
        self.asked: list[dict[str, str]] = []
        self.called = self.issuer = ""
        self.nonce = ""
        self.server = ThreadingHTTPServer(("127.0.0.1", 0), self._handler())
        self.issuer = self.called = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def documents(self) -> dict[str, Any]:
        endpoints = {name: f"{self.issuer}/{name}" for name in ("authorization_endpoint", "token_endpoint", "jwks_uri")}
        about = {"issuer": self.called, **endpoints, "id_token_signing_alg_values_supported": ["RS256"]}
        return {"/.well-known/openid-configuration": about, "/jwks_uri": {"keys": [KEY.as_dict(private=False)]}}

    def token(self) -> dict[str, Any]:
        now = int(time.time())
        facts = {"iss": self.issuer, "aud": "masthead", "iat": now, "exp": now + 60, "nonce": self.nonce, **self.claims}
        signed = jwt.encode({"alg": "RS256", "kid": "one"}, facts, self.key)
        return {"access_token": "a", "token_type": "Bearer", "id_token": signed}

    def _handler(self) -> type[BaseHTTPRequestHandler]:
        provider = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                self.answer(provider.documents().get(self.path, {}))

            def do_POST(self) -> None:
                body = self.rfile.read(int(self.headers["Content-Length"])).decode()
                provider.asked.append({name: values[0] for name, values in parse_qs(body).items()})
                self.answer(provider.token())

            def answer(self, document: dict[str, Any]) -> None:
                body = json.dumps(document).encode()
                self.send_response(200)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(body)))
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *args: Any) -> None:
                pass

        return Handler


@pytest.fixture
def provider(settings: Any, monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeProvider]:
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")
    fake = FakeProvider()
    oidc = LoginOidc(issuer=fake.issuer, client_id="masthead", client_secret="a secret", name="Magazine ID")
    settings.CONFIG = replace(settings.CONFIG, login_oidc=oidc)
    yield fake
    fake.server.shutdown()
    fake.server.server_close()


@pytest.fixture
def petra() -> User:
    user = a_user()
    user.email = "Petra@magazine.example"
    user.save()
    return user


def configure(settings: Any, **changes: Any) -> None:
    settings.CONFIG = replace(settings.CONFIG, login_oidc=replace(settings.CONFIG.login_oidc, **changes))


def through(client: Client, provider: FakeProvider, **changes: str) -> Any:
    """To the provider and back, as a browser goes."""
    query = {name: values[0] for name, values in parse_qs(urlsplit(client.post(GO)["Location"]).query).items()}
    provider.nonce = query["nonce"]
    return client.get(BACK, {"code": "c", "state": query["state"], **changes}, follow=True)


def is_in(client: Client) -> bool:
    return client.get("/desk/").status_code == 200


def test_it_is_off_and_unasked_unless_it_is_configured(client: Client) -> None:
    assert "Sign in with" in (page := client.get("/desk/login/").content.decode())
    assert GO not in page
    assert client.post(GO).status_code == client.get(BACK).status_code == 404


def test_somebody_with_an_account_is_let_in_by_their_verified_address(
    client: Client, provider: FakeProvider, petra: User
) -> None:
    assert "Sign in with Magazine ID" in client.get("/desk/login/").content.decode()
    through(client, provider)
    assert is_in(client)
    assert provider.asked[0]["grant_type"] == "authorization_code"
    assert provider.asked[0]["code_verifier"]
    assert provider.asked[0]["redirect_uri"] == f"http://testserver{BACK}"
    assert OutsideIdentity.objects.get().user == petra
    assert AuditEntry.objects.get(verb="login").detail["way"] == "outside"
    assert AuditEntry.objects.filter(verb="link-identity").count() == 1


def test_the_question_carries_state_nonce_and_a_challenge(client: Client, provider: FakeProvider) -> None:
    query = parse_qs(urlsplit(client.post(GO)["Location"]).query)
    assert {"state", "nonce", "code_challenge"} <= set(query)
    assert (query["scope"], query["code_challenge_method"]) == (["openid email profile"], ["S256"])


def test_after_the_first_time_the_subject_counts_and_not_the_address(
    client: Client, provider: FakeProvider, petra: User
) -> None:
    through(client, provider)
    client.post("/desk/logout/")
    provider.claims = {"sub": "s-1", "email": "new@magazine.example", "email_verified": True}
    through(client, provider)
    assert client.session["_auth_user_id"] == str(petra.pk)


def test_a_wrong_state_is_refused(client: Client, provider: FakeProvider, petra: User) -> None:
    assert "did not work" in through(client, provider, state="guessed").content.decode()
    assert not is_in(client)


def test_an_answer_without_a_question_is_refused(client: Client, provider: FakeProvider, petra: User) -> None:
    client.get(BACK, {"code": "c", "state": "x"})
    assert not is_in(client)
    assert provider.asked == []


@pytest.mark.parametrize(
    "lie",
    [
        {"nonce": "another"},
        {"iss": "https://elsewhere.example"},
        {"aud": "another client"},
        {"exp": 1000},
        {"sub": ""},
    ],
)
def test_an_answer_for_another_question_issuer_audience_or_time_is_refused(
    client: Client, provider: FakeProvider, petra: User, lie: dict[str, Any]
) -> None:
    provider.claims |= lie
    assert "did not work" in through(client, provider).content.decode()
    assert not is_in(client)


def test_an_answer_signed_by_somebody_else_is_refused(client: Client, provider: FakeProvider, petra: User) -> None:
    provider.key = OTHER_KEY
    through(client, provider)
    assert not is_in(client)


def test_a_provider_that_calls_itself_something_else_is_not_asked(client: Client, provider: FakeProvider) -> None:
    provider.called = "https://elsewhere.example"
    assert client.post(GO)["Location"] == "/desk/login/"


def test_a_refusal_by_the_provider_and_one_that_is_away_are_told(client: Client, provider: FakeProvider) -> None:
    client.post(GO)
    answer = client.get(BACK, {"error": "access_denied"}, follow=True)
    assert "did not work" in answer.content.decode()
    provider.server.shutdown()
    provider.server.server_close()
    assert "did not work" in client.post(GO, follow=True).content.decode()


@pytest.mark.parametrize(
    "claims",
    [
        {"sub": "s-2", "email": "stranger@magazine.example", "email_verified": True},
        {"sub": "s-2", "email": "petra@magazine.example", "email_verified": False},
        {"sub": "s-2", "email": "petra@magazine.example"},
        {"sub": "s-2"},
    ],
)
def test_who_has_no_account_or_no_verified_address_is_refused_and_written_down(
    client: Client, provider: FakeProvider, petra: User, claims: dict[str, Any]
) -> None:
    provider.claims = claims
    assert "No account here belongs to you" in through(client, provider).content.decode()
    assert not is_in(client)
    assert AuditEntry.objects.get(verb="login-failed").detail["subject"] == "s-2"
    assert User.objects.count() == 1


def test_a_closed_account_stays_closed(client: Client, provider: FakeProvider, petra: User) -> None:
    petra.is_active = False
    petra.save()
    through(client, provider)
    assert not is_in(client)


def test_only_the_allowed_domains_come_in(client: Client, provider: FakeProvider, petra: User, settings: Any) -> None:
    configure(settings, allowed_domains=("other.example",))
    assert "not one of those" in through(client, provider).content.decode()
    configure(settings, allowed_domains=("Magazine.example",))
    through(client, provider)
    assert is_in(client)


def test_a_mapped_role_makes_an_account_and_follows_the_claim(
    client: Client, provider: FakeProvider, settings: Any
) -> None:
    mapping = (f"desk={Role.EDITOR}", f"words={Role.WRITER}")
    configure(settings, roles_claim="groups", roles=mapping)
    provider.claims |= {"groups": ["desk", "football"], "given_name": "Petra", "family_name": "Lund"}
    through(client, provider)
    user = User.objects.get()
    assert (user.get_full_name(), user.has_usable_password(), user.is_superuser) == ("Petra Lund", False, False)
    assert is_in(client)
    provider.claims["groups"] = ["words"]
    client.post("/desk/logout/")
    through(client, provider)
    assert list(user.groups.values_list("name", flat=True)) == [Role.WRITER]
    provider.claims["groups"] = []
    client.post("/desk/logout/")
    through(client, provider)
    assert not is_in(client)


def test_a_second_factor_is_asked_for_unless_the_provider_is_trusted_to_ask(
    client: Client, provider: FakeProvider, petra: User, settings: Any
) -> None:
    SecondFactorRule.objects.create(group=petra.groups.get())
    through(client, provider)
    assert client.get("/desk/")["Location"] == "/desk/account/security/"
    client.post("/desk/logout/")
    configure(settings, trust_second_factor=True)
    through(client, provider)
    assert is_in(client)
