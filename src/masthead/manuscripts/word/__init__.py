"""A Word file as a row of lines, tables and pictures: ``archive`` opens it, ``flow`` walks through it."""
