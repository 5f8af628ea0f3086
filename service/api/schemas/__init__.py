"""What the API takes and gives, described in Vietnamese for the people who connect their systems."""
