"""The addresses of the list of articles."""

from __future__ import annotations

from django.urls import URLPattern, path

from masthead.desk import navigation
from masthead.desk.pieces import views

urlpatterns: list[URLPattern] = [
    path("articles/", views.articles, name="desk_articles"),
    path("articles/new/", navigation.new_article, name="desk_new_article"),
]
