"""`masthead theme check`: a developer's theme is looked through before readers meet it."""
