"""Charts as SVG text, made on the server: arrays in, an accessible SVG string out. Pure, knows no Django."""
