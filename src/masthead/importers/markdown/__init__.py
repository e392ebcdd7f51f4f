"""Markdown folders, as Jekyll, Hugo and older magazine systems keep them: the reader of the importers' room."""
