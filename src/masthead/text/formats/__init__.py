"""How days and moments are written, by language, where Django's own formats are not a magazine's. ``settings.py`` names this package."""
