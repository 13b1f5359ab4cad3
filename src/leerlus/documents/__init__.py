"""Papers somebody takes along: typed blocks, written as a tagged PDF or as a page of HTML that prints on A4."""
