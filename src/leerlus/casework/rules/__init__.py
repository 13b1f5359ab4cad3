"""What casework decides, as plain functions of plain values."""
