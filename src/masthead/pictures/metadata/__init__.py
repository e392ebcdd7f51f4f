"""What a picture's file says about itself: IPTC-IIM, XMP and EXIF, read from untrusted bytes.

Public: :func:`read_metadata`, :class:`FileMetadata`, :func:`fields_from_file`. Reading never raises for what a file contains, opens no
address, resolves no entity and is bounded in bytes, values and lengths. Where a picture was taken (GPS) is never looked at.
"""

from masthead.pictures.metadata.filling import FromFile, fields_from_file
from masthead.pictures.metadata.reading import FileMetadata, read_metadata

__all__ = ["FileMetadata", "FromFile", "fields_from_file", "read_metadata"]
