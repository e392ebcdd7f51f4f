"""The body of an article: its blocks, and how each looks on the web, in e-mail, in an EPUB and as text.

Public: ``blocks.BodyStream`` (the block of the field), ``making`` (blocks from code), ``faces.render``, ``queries``
(what a body refers to and says), ``checks.picture_findings``, ``embeds.frame_sources``. A body is read from its
stored JSON, so that nothing here asks the database once per block.
"""
