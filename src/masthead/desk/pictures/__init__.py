"""Pictures at the desk: uploading many, the batch sheet, the list with its repairs, where a picture is used, the chooser.

``queries`` reads lists and uses, ``context`` and ``forms`` make the row that all screens share, ``views`` answers; what is written is
written by ``pictures.actions``. ``hooks`` plugs it into Wagtail's menu, chooser and form.
"""
