"""What ``masthead doctor`` looks at: the machine and the settings without Django, the magazine with it."""
