"""The front page at the desk: placing, previewing at a moment, launching by the clock."""
