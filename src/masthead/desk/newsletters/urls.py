"""Addresses under ``/desk/newsletters/``."""

from __future__ import annotations

from django.urls import URLPattern, path, re_path

from masthead.desk.newsletters import mailings, views

urlpatterns: list[URLPattern] = [
    path("newsletters/", views.newsletter_list, name="desk_newsletters"),
    path("newsletters/new/", views.begin, name="desk_begin_newsletter"),
    path("newsletters/<int:number>/", views.newsletter, name="desk_newsletter"),
    path("newsletters/<int:number>/subscribers/", views.subscribers, name="desk_subscribers"),
    path("newsletters/<int:number>/subscribers.csv", views.take_out, name="desk_take_out_subscribers"),
    path("newsletters/<int:number>/letters/", mailings.mailing_list, name="desk_mailings"),
    path("newsletters/<int:number>/letters/new/", mailings.begin_mailing, name="desk_begin_mailing"),
    path("newsletters/letters/<int:number>/", mailings.mailing, name="desk_mailing"),
    path("newsletters/letters/<int:number>/do/", mailings.do_with_mailing, name="desk_do_with_mailing"),
    re_path(
        r"^newsletters/letters/(?P<number>[0-9]+)/(?P<face>mail|text)/$",
        mailings.mailing_face,
        name="desk_mailing_face",
    ),
]
