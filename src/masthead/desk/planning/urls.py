"""The addresses of planning at the desk."""

from __future__ import annotations

from django.urls import URLPattern, path

from masthead.desk.planning import notices, steps, views

urlpatterns: list[URLPattern] = [
    path("planning/<int:page_id>/", views.piece, name="desk_planning_piece"),
    path("planning/<int:page_id>/move/", views.move, name="desk_planning_move"),
    path("planning/<int:page_id>/assign/", views.assign, name="desk_planning_assign"),
    path("planning/<int:page_id>/review/", views.review, name="desk_planning_review"),
    path("planning/assignments/<int:number>/", views.answer, name="desk_planning_answer"),
    path("planning/steps/", steps.steps, name="desk_planning_steps"),
    path("notifications/", notices.notifications, name="desk_notifications"),
    path("notifications/read/", notices.read, name="desk_notifications_read"),
    path("notifications/<int:number>/", notices.follow, name="desk_notification"),
    path("notifications/choices/", notices.choices, name="desk_notification_choices"),
]
