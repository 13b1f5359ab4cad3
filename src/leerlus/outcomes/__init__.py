"""What happened to clients: spells, import, time to work (note 2.2, 5.2: job search and lasting placement)."""
