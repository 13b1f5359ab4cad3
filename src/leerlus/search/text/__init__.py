"""From text to terms, without Django."""
