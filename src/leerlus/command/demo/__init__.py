"""The demo municipalities: invented people, generated from a seed, so that everybody sees the same example."""
