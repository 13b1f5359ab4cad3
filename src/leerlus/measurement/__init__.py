"""Functioneel Meten: what a team agrees to measure about its own acting, and for how long (note, box 4.1; domain
specification 7). May import casework, conversations, reminders, access, organisations and content."""
