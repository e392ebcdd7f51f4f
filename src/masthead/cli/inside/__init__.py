"""The parts of verbs that need Django or the screen; imported when their verb runs."""
