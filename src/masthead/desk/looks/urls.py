"""The addresses of the look, below ``/desk/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from masthead.desk.looks import previews, views

urlpatterns: list[URLPattern] = [
    path("look/", views.look, name="desk_look"),
    path("look/put-back/", views.put_back, name="desk_look_put_back"),
    path("look/nameplates/", views.take_in, name="desk_look_nameplate"),
    path("look/sheet.css", previews.sheet, name="desk_look_sheet"),
    path("look/preview/<slug:kind>/", previews.preview, name="desk_look_preview"),
    path("style-guide/", views.guide, name="desk_style_guide"),
]
