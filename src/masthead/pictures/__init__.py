"""Pictures: images and documents, and what must travel with them: creator, credit, licence, alt.

Public: ``models.Picture``, ``queries.pictures_by_id``, ``actions.make_renditions``, the tag ``{% draw_picture %}``. Readers get
renditions that the worker made; a reader's request never makes one.
"""
