"""Pages on files that people send: sending, matching columns, the dry run, the import, saved mappings."""
