"""What machines read: absolute addresses, the articles of a feed, the addresses of the site."""

from __future__ import annotations

from urllib.parse import quote

from django.conf import settings


def absolute(path: str) -> str:
    """The absolute address of a path on this site; an address that is absolute already stays as it is.

    It comes from the configuration and never from the request, so that no visitor's ``Host`` header gets into a page.
    """
    if path.startswith(("http://", "https://")):
        return path
    return settings.CONFIG.site.base_url + quote(path, safe="/:?&=#%+,;@!$'()*~[]")
