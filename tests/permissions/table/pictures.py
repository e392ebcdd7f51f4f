"""Pictures, files and their collections."""

from __future__ import annotations

from tests.permissions.lines import on
from tests.permissions.people import DESK, PICTURES

# Pictures, files and their collections.
on("wagtailimages:index", GET=DESK)
on("wagtailimages:index_results", GET=DESK)
on("wagtailimages:add", BOTH=DESK)
on("wagtailimages:add_multiple", BOTH=DESK)
for route in ("edit", "delete"):
    on(f"wagtailimages:{route}", "picture", arguments={"image_id": "{pk}"}, BOTH=PICTURES)
    on(f"wagtailimages:{route}", "own picture", arguments={"image_id": "{pk}"}, BOTH=DESK)
on("wagtailimages:image_usage", "picture", GET=PICTURES)
on("wagtailimages:url_generator", "picture", why="Wagtail's addresses for pictures are not in use")
on("wagtailimages:url_generator_output", "picture", why="likewise")
on("wagtailimages:preview", "picture", arguments={"image_id": "{pk}", "filter_spec": "width-20"}, BOTH=PICTURES)
for route in ("edit_multiple", "delete_multiple"):
    on(f"wagtailimages:{route}", "picture", data={"image-{pk}-title": "Harbour"}, POST=PICTURES)
    on(f"wagtailimages:{route}", "own picture", data={"image-{pk}-title": "Harbour"}, POST=DESK)
for route in ("create_multiple_from_uploaded_image", "delete_upload_multiple"):
    on(
        f"wagtailimages:{route}",
        arguments={"uploaded_file_id": 1},
        why="of an upload that is not there; test_leaks.py tries another's",
    )
for act in ("choose", "choose_results"):
    on(f"wagtailimages_chooser:{act}", GET=DESK)
    on(f"wagtaildocs_chooser:{act}", GET=DESK)
on("wagtailimages_chooser:chosen", "picture", GET=DESK)
on("wagtailimages_chooser:chosen_multiple", "picture", query="id={pk}", GET=DESK)
on("wagtailimages_chooser:create", BOTH=DESK)
on("wagtailimages_chooser:select_format", "picture", BOTH=DESK)
on("wagtaildocs_chooser:chosen", "document", GET=DESK)
on("wagtaildocs_chooser:chosen_multiple", "document", query="id={pk}", GET=DESK)
on("wagtaildocs_chooser:create", BOTH=DESK)
on("wagtaildocs:index", GET=DESK)
on("wagtaildocs:index_results", GET=DESK)
on("wagtaildocs:add", BOTH=DESK)
on("wagtaildocs:add_multiple", BOTH=DESK)
for route in ("edit", "delete"):
    on(f"wagtaildocs:{route}", "document", BOTH=PICTURES)
on("wagtaildocs:document_usage", "document", GET=PICTURES)
for route in ("edit_multiple", "delete_multiple"):
    on(f"wagtaildocs:{route}", "document", POST=PICTURES)
for route in ("create_multiple_from_uploaded_document", "delete_upload_multiple"):
    on(
        f"wagtaildocs:{route}",
        arguments={"uploaded_file_id": 1},
        why="of an upload that is not there; test_leaks.py tries another's",
    )
on("wagtailadmin_collections:index", GET=PICTURES)
on("wagtailadmin_collections:add", BOTH=PICTURES)
on("wagtailadmin_collections:edit", "collection", BOTH=PICTURES)
on("wagtailadmin_collections:delete", "collection", BOTH=PICTURES)
on("wagtailadmin_collections:set_privacy", "collection", BOTH=PICTURES)

# Our own screens of pictures.
for route in ("desk_pictures", "desk_pictures_export", "desk_pictures_uploads"):
    on(route, GET=DESK)
on("desk_pictures_upload", BOTH=DESK)
on("desk_pictures_save", POST=DESK)
on("desk_pictures_read", why="of no picture")
on("desk_pictures_sheet", "upload", arguments={"key": "{key}"}, GET=PICTURES)
on("desk_picture", "picture", GET=DESK)
on("desk_picture_delete", "picture", POST=PICTURES)
on("desk_picture_thumbnail", "picture", GET=DESK)
on("desk_repairs", BOTH=PICTURES)
