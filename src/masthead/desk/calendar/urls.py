"""The addresses of the calendar."""

from __future__ import annotations

from django.urls import URLPattern, path

from masthead.desk.calendar import views

urlpatterns: list[URLPattern] = [
    path("calendar/", views.calendar, name="desk_calendar"),
    path("calendar/add/", views.add, name="desk_calendar_add"),
    path("calendar/move/", views.move, name="desk_calendar_move"),
]
