"""Body: the blocks of an article's body, and how each renders on the web, in e-mail, in an EPUB and as text."""
