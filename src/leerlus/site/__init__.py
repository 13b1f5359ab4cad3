"""Settings, addresses, the shell around every page, start page, pages about Leerlus itself. On top of all apps."""
