"""Pages on what the evidence says, and on the evidence itself."""
