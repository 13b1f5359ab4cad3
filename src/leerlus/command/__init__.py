"""The `leerlus` command line: set up, serve, import, check. Goes through the same rules as the pages."""
