"""What the form asks as one types."""

from __future__ import annotations

from django.urls import URLPattern, path

from masthead.desk.writing import publishing, suggestions, trash

BESIDE: list[URLPattern] = [
    path("writing/contributors/", suggestions.contributors, name="desk_suggest_contributors"),
    path("writing/byline/", suggestions.byline, name="desk_byline"),
    path("writing/sections/", suggestions.sections, name="desk_suggest_sections"),
    path("writing/series/", suggestions.series, name="desk_suggest_series"),
    path("writing/articles/", suggestions.articles, name="desk_suggest_articles"),
    path("writing/pulse/", suggestions.pulse, name="desk_pulse"),
    path("writing/<int:page_id>/publish/<int:revision_id>/", publishing.publish, name="desk_publish"),
    path("trash/", trash.trash, name="desk_trash"),
    path("trash/<int:page_id>/restore/", trash.restore, name="desk_trash_restore"),
    path("trash/<int:page_id>/delete/", trash.delete, name="desk_trash_delete"),
]
