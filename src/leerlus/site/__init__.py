"""Settings, addresses, the shell around every page, start page, and the pages about Leerlus itself. On top of all apps."""
