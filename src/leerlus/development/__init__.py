"""Goals and the plan (note 3.3.2, 6.2: self-directed learning). May import advice, scans, reminders, access."""
