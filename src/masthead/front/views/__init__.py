"""Views: an address becomes a page object, that its context, that an answer. Nothing here knows who is asking."""
