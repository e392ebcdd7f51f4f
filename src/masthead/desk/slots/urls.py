"""The addresses of the front page at the desk, below ``/desk/front/``."""

from __future__ import annotations

from django.urls import URLPattern, path

from masthead.desk.slots import views

urlpatterns: list[URLPattern] = [
    path("front/", views.front, name="desk_front"),
    path("front/as-of/", views.as_of, name="desk_front_as_of"),
    path("front/begin/", views.begin, name="desk_begin_arrangement"),
    path("front/<int:number>/", views.arrangement, name="desk_arrangement"),
    path("front/<int:number>/preview/", views.preview, name="desk_preview_arrangement"),
    path("front/<int:number>/place/", views.place, name="desk_place_on_front"),
    path("front/<int:number>/launch/", views.launch, name="desk_launch_arrangement"),
    path("front/<int:number>/withdraw/", views.withdraw, name="desk_withdraw_arrangement"),
    path("front/<int:number>/discard/", views.discard, name="desk_discard_arrangement"),
    path("front/slots/<int:number>/", views.describe, name="desk_describe_slot"),
    path("front/slots/<int:number>/remove/", views.remove, name="desk_remove_slot"),
]
