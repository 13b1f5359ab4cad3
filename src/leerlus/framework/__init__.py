"""The model of the note as data and plain Python: factors, edges, sections (note 2.2, 3, 4, 5). Pure."""
