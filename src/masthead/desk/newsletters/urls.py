"""Addresses under ``/desk/newsletters/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from masthead.desk.newsletters import views

urlpatterns: list[URLPattern] = [
    path("newsletters/", views.newsletter_list, name="desk_newsletters"),
    path("newsletters/new/", views.begin, name="desk_begin_newsletter"),
    path("newsletters/<int:number>/", views.newsletter, name="desk_newsletter"),
    path("newsletters/<int:number>/subscribers/", views.subscribers, name="desk_subscribers"),
    path("newsletters/<int:number>/subscribers.csv", views.take_out, name="desk_take_out_subscribers"),
]
