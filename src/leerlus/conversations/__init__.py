"""Conversations about the craft, agreements of two, and what a manager promises a team (note 2.1.4, 5.3, 6.1; domain
specification 9.1). May import development, advice, release, access, organisations and content."""
