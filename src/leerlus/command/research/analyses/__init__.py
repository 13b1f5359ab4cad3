"""One module per analysis: `add_options` says what may be asked, `run` makes a `Result` of a table."""
