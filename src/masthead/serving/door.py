"""The application that Granian calls: files first, then Django; and a line for each request when asked for."""

from __future__ import annotations

import gc
import logging
import time
from collections.abc import Callable, Iterable
from http import HTTPStatus

from django.conf import settings

from masthead.files.answers import Answer, Asked
from masthead.files.sending import media_answer, static_answer
from masthead.wsgi import Environ, TrustedProxies, WsgiApplication
from masthead.wsgi import application as plain_application

logger = logging.getLogger("masthead.access")

StartResponse = Callable[..., object]
FILES: dict[str, Callable[[Asked, str], Answer]] = {
    settings.STATIC_URL: static_answer,
    settings.MEDIA_URL: media_answer,
}


class FilesFirst:
    """Answers for files of ours and for uploaded ones, and hands on everything else."""

    def __init__(self, application: WsgiApplication) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        path: str = environ["PATH_INFO"]
        for prefix, answer_for in FILES.items():
            if path.startswith(prefix):
                name = path[len(prefix) :].encode("latin-1").decode("utf-8", "replace")
                answer = answer_for(Asked.of(environ), name)
                start_response(status_line(answer.status), list(answer.headers.items()))
                return answer.body
        return self.application(environ, start_response)


class AccessLog:
    """Writes a line for each request: the visitor's address as the trusted proxies gave it, request, status, time."""

    def __init__(self, application: WsgiApplication) -> None:
        self.application = application

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        began = time.perf_counter()
        seen: list[str] = []

        def heard(status: str, headers: object, *rest: object) -> object:
            seen.append(status.split(" ", 1)[0])
            return start_response(status, headers, *rest)

        body = self.application(environ, heard)
        took = (time.perf_counter() - began) * 1000
        request = f"{environ['REQUEST_METHOD']} {environ['PATH_INFO']!r}"
        scheme = environ["wsgi.url_scheme"]
        logger.info("%s %s %s %s %.1f ms", environ.get("REMOTE_ADDR"), scheme, request, *seen or ["-"], took)
        return body


def status_line(status: HTTPStatus) -> str:
    """As WSGI wants it: number and phrase."""
    return f"{status.value} {status.phrase}"


def behind_proxies(application: WsgiApplication) -> WsgiApplication:
    """With the visitor's address taken from the proxies that are trusted."""
    return TrustedProxies(application, settings.CONFIG.site.trusted_proxies)


application = behind_proxies(FilesFirst(plain_application.application))
logged_application = behind_proxies(AccessLog(FilesFirst(plain_application.application)))

# What has been loaded by now stays: the collector need not look through it again and again, which stops every request
# for a tenth of a second.
gc.collect()
gc.freeze()
