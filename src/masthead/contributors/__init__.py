"""Contributors: the people and bodies credited in the magazine, who need no account."""
