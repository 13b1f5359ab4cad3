"""Pictures of the work of a whole municipality or team, made from counts that were released, and comparing."""
