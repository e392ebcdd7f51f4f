"""Pictures: images and documents, and what must travel with them: creator, credit, licence, alt.

Public: ``models.Picture``, ``queries.pictures_by_id``, ``actions`` (add, describe, delete, make renditions), ``metadata.read_metadata``
(what a file says of itself), ``clearance.clearance_of`` (whether a picture may be printed, and why not), the tag
``{% draw_picture %}``. Readers get renditions that the worker made; a reader's request never makes one.
"""
