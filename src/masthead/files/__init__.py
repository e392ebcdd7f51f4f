"""Files: how files of our own and uploaded ones are named, found and sent to browsers.

Public: ``names.HashedFolders`` (the storage of our own files), ``sending.static_answer`` and ``sending.media_answer``.
"""
