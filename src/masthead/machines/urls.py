"""Addresses for machines. They stand before those of ``front``, which answers everything else."""

from __future__ import annotations

from django.urls import path, re_path
from django.urls.resolvers import URLPattern

from masthead.machines.views import drawn, feeds, health, oembed, robots, rules, sitemaps

app_name = "machines"

FORMAT = r"(?P<name>feed\.xml|atom\.xml|feed\.json)"

FINGERPRINT = r"(?P<fingerprint>[0-9a-f]{10})"

urlpatterns: list[URLPattern] = [
    path("healthz", health.alive, name="alive"),
    path("readyz", health.ready, name="ready"),
    path("robots.txt", robots.robots, name="robots"),
    path("license.xml", robots.licence, name="licence"),
    path("llms.txt", robots.llms, name="llms"),
    path("speculation-rules.json", rules.speculation, name="speculation"),
    path("manifest.webmanifest", drawn.manifest, name="manifest"),
    path("favicon.ico", drawn.favicon, name="favicon"),
    path("apple-touch-icon.png", drawn.apple_touch_icon, name="apple_touch_icon"),
    re_path(rf"^icons/(?P<name>[a-z0-9-]+)-{FINGERPRINT}\.png$", drawn.icon, name="icon"),
    re_path(rf"^cards/(?P<number>0|[1-9][0-9]{{0,9}})-{FINGERPRINT}\.png$", drawn.card, name="card"),
    path("oembed/", oembed.oembed, name="oembed"),
    path("sitemap.xml", sitemaps.index, name="sitemap"),
    path("sitemap-pages.xml", sitemaps.pages),
    path("sitemap-news.xml", sitemaps.news, name="news"),
    re_path(r"^sitemap-(?P<year>[1-9][0-9]{3})(?:-(?P<part>[2-9]|[1-9][0-9]{1,3}))?\.xml$", sitemaps.year),
    re_path(rf"^(?P<path>(?:[^/]+/)*){FORMAT}$", feeds.feed, name="feed"),
]
