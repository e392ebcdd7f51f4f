"""The addresses of pictures at the desk."""

from django.urls import URLPattern, path

from masthead.desk.pictures.views import listing, rows, sheets, single, uploading

urlpatterns: list[URLPattern] = [
    path("pictures/", listing.pictures, name="desk_pictures"),
    path("pictures/export.csv", listing.export, name="desk_pictures_export"),
    path("pictures/save/", rows.save, name="desk_pictures_save"),
    path("pictures/upload/", uploading.upload, name="desk_pictures_upload"),
    path("pictures/read/", uploading.read, name="desk_pictures_read"),
    path("pictures/uploads/", sheets.uploads, name="desk_pictures_uploads"),
    path("pictures/uploads/<uuid:key>/", sheets.sheet, name="desk_pictures_sheet"),
    path("pictures/<int:picture_id>/", single.uses, name="desk_picture"),
    path("pictures/<int:picture_id>/delete/", single.delete, name="desk_picture_delete"),
    path("pictures/<int:picture_id>/thumbnail/", single.thumbnail, name="desk_picture_thumbnail"),
]
