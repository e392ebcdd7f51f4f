"""The addresses of the issue board, below ``/desk/``."""

from django.urls import URLPattern, path

from masthead.desk.board import boards, covers, launches, lists, plans

urlpatterns: list[URLPattern] = [
    path("issues/", lists.issue_list, name="desk_issues"),
    path("issues/new/", lists.new_issue, name="desk_new_issue"),
    path("issues/back-issue/", lists.back_issue, name="desk_back_issue"),
    path("issues/<int:issue_id>/board/", boards.board, name="desk_board"),
    path("issues/<int:issue_id>/cover/", covers.cover, name="desk_cover"),
    path("issues/<int:issue_id>/plan/", plans.plan, name="desk_plan"),
    path("issues/<int:issue_id>/launch/", launches.launch, name="desk_launch"),
]
