"""Addresses for machines. They stand before those of ``front``, which answers everything else."""

from __future__ import annotations

from django.urls import path, re_path
from django.urls.resolvers import URLPattern

from masthead.machines.views import feeds, health, sitemaps

app_name = "machines"

FORMAT = r"(?P<name>feed\.xml|atom\.xml|feed\.json)"

urlpatterns: list[URLPattern] = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("robots.txt", sitemaps.robots, name="robots"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages),
    re_path(r"^sitemap-(?P<year>[1-9][0-9]{3})(?:-(?P<part>[2-9]|[1-9][0-9]{1,3}))?\.xml$", sitemaps.year),
    re_path(rf"^(?P<path>(?:[^/]+/)*){FORMAT}$", feeds.feed, name="feed"),
]
