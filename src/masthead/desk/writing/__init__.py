"""Writing: the article's form at the desk.

``views`` are Wagtail's create and edit views with our side panel, answered before Wagtail's own addresses (``before.FIRST``);
``checklist`` is what stands between a draft and readers, as the door will say it. Publishing is still ``desk.door``.
"""
