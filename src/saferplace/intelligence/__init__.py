"""What the evidence says: recorded crime on a map and in a list, coverage, quality, key findings."""
