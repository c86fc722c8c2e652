"""The questions about a partner's table: for each what its page shows, and what an answer decides."""
