"""The look of the magazine at the desk: choosing it, seeing it before readers do, and the style guide.

``drafts`` reads a theme from what a form or an address says, ``previews`` draws readers' pages in it, ``views`` are the screens.
"""
