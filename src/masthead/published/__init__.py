"""Published: the read model. One row for each published article and issue; every list, feed and search reads it.

Public: ``queries``, ``actions.record``, ``actions.drop``, ``actions.rebuild``, ``uses`` (where a
picture stands, drafts too). A row says what is public and nothing else: a draft, or a change that is not published yet, is never in it.
"""
