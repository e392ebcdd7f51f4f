"""The bricks of a schema.org graph."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from masthead.machines.context import CreditedParty, Crumb
from masthead.machines.queries import absolute
from masthead.machines.queries.drawn import icon_path
from masthead.magazine.models import Magazine
from masthead.pictures.context import DrawnPicture
from masthead.text.licences import licence_as_printed

Node = dict[str, Any]
LOGO = 512


def filled(node: Mapping[str, Any]) -> Node:
    """The node without the properties that have nothing to say."""
    return {key: value for key, value in node.items() if value not in (None, "", [], ())}


def reference(node: Node) -> Node:
    """A pointer to a node that stands elsewhere in the same graph."""
    return {"@id": node["@id"]}


def publisher(magazine: Magazine, policies: Mapping[str, str] | None = None) -> Node:
    """Who publishes the magazine. ``policies``: address of each policy that readers can read, by schema.org's name of it."""
    logo = absolute(icon_path("icon-512", magazine))
    return filled(
        {
            "@type": "NewsMediaOrganization",
            "@id": absolute("/#publisher"),
            "name": magazine.publisher_name or magazine.name,
            "url": absolute("/"),
            "email": magazine.contact_email,
            "logo": {"@type": "ImageObject", "url": logo, "contentUrl": logo, "width": LOGO, "height": LOGO},
            "masthead": absolute("/masthead/"),
            **{name: absolute(path) for name, path in (policies or {}).items()},
        }
    )


def website(magazine: Magazine) -> Node:
    """The site, with the address of its search."""
    return filled(
        {
            "@type": "WebSite",
            "@id": absolute("/#website"),
            "url": absolute("/"),
            "name": magazine.name,
            "description": magazine.description or magazine.tagline,
            "inLanguage": magazine.language,
            "publisher": {"@id": absolute("/#publisher")},
            "potentialAction": {
                "@type": "SearchAction",
                "target": {"@type": "EntryPoint", "urlTemplate": absolute("/search/") + "?q={search_term_string}"},
                "query-input": "required name=search_term_string",
            },
        }
    )


def periodical(magazine: Magazine) -> Node:
    """The magazine as a periodical, which its issues are parts of."""
    return {
        "@type": "Periodical",
        "@id": absolute("/#periodical"),
        "name": magazine.name,
        "url": absolute("/"),
        "publisher": {"@id": absolute("/#publisher")},
    }


def breadcrumbs(path: str, crumbs: Iterable[Crumb]) -> Node:
    """The way from the front page to the page at ``path``."""
    return {
        "@type": "BreadcrumbList",
        "@id": absolute(path) + "#breadcrumbs",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": crumb.title, "item": absolute(crumb.path)}
            for position, crumb in enumerate(crumbs, start=1)
        ],
    }


def party(credited: CreditedParty) -> Node:
    """A person or body by name, at the address of their page."""
    url = absolute(credited.path)
    return {
        "@type": "Organization" if credited.is_organisation else "Person",
        "@id": url + "#contributor",
        "name": credited.name,
        "url": url,
    }


def picture(drawn: DrawnPicture) -> Node | None:
    """A picture with all that is known of its rights; nothing until the worker has made a file of it.

    Google's licence metadata asks for ``contentUrl`` and at least one of creator, creditText, copyrightNotice, license.
    """
    if not drawn.largest:
        return None
    return filled(
        {
            "@type": "ImageObject",
            "contentUrl": absolute(drawn.largest),
            "width": drawn.width,
            "height": drawn.height,
            "caption": drawn.caption or drawn.alt,
            "creditText": drawn.credit,
            "creator": _creator(drawn),
            "license": licence_as_printed(drawn.licence, drawn.licence_note).url,
            "acquireLicensePage": drawn.source_url,
        }
    )


def _creator(drawn: DrawnPicture) -> Node | None:
    if drawn.creator:
        return {"@type": "Person", "name": drawn.creator}
    if drawn.agency:
        return {"@type": "Organization", "name": drawn.agency}
    return None
