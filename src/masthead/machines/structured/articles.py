"""An article as a schema.org graph."""

from __future__ import annotations

from masthead.machines.context import ArticleFacts
from masthead.machines.queries import absolute
from masthead.machines.structured.nodes import Node, breadcrumbs, filled, party, periodical, picture, reference
from masthead.magazine.models import Magazine

# What somebody paid for is never called news, nor is an essay or a letter.
TYPE_OF_FORM: dict[str, str | list[str]] = {
    "news": ["NewsArticle", "ReportageNewsArticle"],
    "feature": "NewsArticle",
    "interview": "NewsArticle",
    "review": ["NewsArticle", "ReviewNewsArticle"],
    "opinion": ["NewsArticle", "OpinionNewsArticle"],
    "sponsored": "AdvertiserContentArticle",
}
PROPERTY_OF_ROLE = {"words": "author", "translation": "translator", "editing": "editor"}


def article_graph(facts: ArticleFacts, magazine: Magazine) -> tuple[Node, ...]:
    """The article, its contributors, its way from the front page and the issues it stands in."""
    parties = {credited.path: party(credited) for credited in facts.parties}
    trail = breadcrumbs(facts.path, facts.crumbs)
    issues = [_issue(number, path) for number, path in facts.issues]
    article = _article(facts, magazine, trail)
    for credited in facts.parties:
        key = PROPERTY_OF_ROLE.get(credited.role, "contributor")
        named = article.setdefault(key, [])
        if reference(parties[credited.path]) not in named:
            named.append(reference(parties[credited.path]))
    if issues:
        article["isPartOf"] = [{"@id": absolute("/#website")}, *map(reference, issues)]
    return (article, *parties.values(), trail, *issues, *([periodical(magazine)] if issues else []))


def _article(facts: ArticleFacts, magazine: Magazine, trail: Node) -> Node:
    url = absolute(facts.path)
    changed_at = facts.updated_at or facts.published_at
    return filled(
        {
            "@type": TYPE_OF_FORM.get(facts.form, "Article"),
            "@id": url + "#article",
            "url": url,
            "mainEntityOfPage": url,
            "headline": facts.headline,
            "description": facts.standfirst,
            "datePublished": facts.published_at and facts.published_at.isoformat(),
            "dateModified": changed_at and changed_at.isoformat(),
            "dateline": facts.date_line,
            "inLanguage": facts.language or magazine.language,
            "articleSection": facts.section_title,
            "keywords": list(facts.tags),
            "wordCount": facts.word_count,
            "image": [node for drawn in facts.pictures if (node := picture(drawn))],
            "license": facts.licence_url,
            "copyrightHolder": {"@id": absolute("/#publisher")},
            "copyrightYear": facts.published_at and facts.published_at.year,
            "isAccessibleForFree": True,
            "publisher": {"@id": absolute("/#publisher")},
            "isPartOf": {"@id": absolute("/#website")},
            "breadcrumb": reference(trail),
            "sponsor": {"@type": "Organization", "name": facts.sponsor_name} if facts.sponsor_name else None,
            "isBasedOn": _report(*facts.based_on) if facts.based_on else None,
            "correction": [
                {"@type": "CorrectionComment", "text": text, "datePublished": day.isoformat()}
                for day, text in facts.corrections
            ],
        }
    )


def _report(outlet: str, address: str) -> Node:
    """The report of another outlet that an article stands on."""
    return filled({"@type": "CreativeWork", "url": address, "publisher": {"@type": "Organization", "name": outlet}})


def _issue(number: str, path: str) -> Node:
    return {
        "@type": "PublicationIssue",
        "@id": absolute(path) + "#issue",
        "issueNumber": number,
        "url": absolute(path),
        "isPartOf": {"@id": absolute("/#periodical")},
    }
