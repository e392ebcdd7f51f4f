"""Pictures drawn by code for the demo magazine: sheets, shapes and inks, illustrators, and ``portfolio`` with them all."""
