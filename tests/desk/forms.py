"""What an article's form posts."""

from __future__ import annotations

from typing import Any

from wagtail.test.utils.form_data import inline_formset, nested_form_data, rich_text, streamfield

from masthead.articles.models import Article


def article_form(article: Article, **changes: Any) -> dict[str, Any]:
    """The fields of an article's form as a browser would send them; body and credits are empty unless given."""
    fields: dict[str, Any] = {
        "title": article.title,
        "slug": article.slug,
        "standfirst": article.standfirst,
        "form": "feature",
        "body": streamfield([]),
        "credits": inline_formset([]),
        "corrections": inline_formset([]),
        "related_picks": inline_formset([]),
        "comments": inline_formset([]),
        "tags": "",
        **changes,
    }
    return dict(nested_form_data(fields))


def paragraphs(*texts: str) -> Any:
    """A body of paragraphs."""
    return streamfield([("paragraph", rich_text(f"<p>{text}</p>")) for text in texts])
