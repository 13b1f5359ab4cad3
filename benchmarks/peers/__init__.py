"""Per subject a module with `comparisons()`: what is compared with which peer, and by how much ours must be faster."""
