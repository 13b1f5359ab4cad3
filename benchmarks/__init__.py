"""Speed, measured and printed; never a timed test. `./run bench web` starts here."""
