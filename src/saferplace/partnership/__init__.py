"""Who: partnerships and their areas, organisations, people, roles, groups."""
