"""English as a British magazine prints it."""
