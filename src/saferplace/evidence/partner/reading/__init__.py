"""How one cell of a partner's table is read, a file for each kind: what the cell says, or why it cannot be read."""
