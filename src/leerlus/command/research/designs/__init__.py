"""One module per design: `add_options` says what may be asked, `run` makes a `Result` without a file."""
