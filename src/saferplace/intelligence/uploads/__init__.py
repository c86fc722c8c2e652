"""Files that people send in the browser: received, matched to a data set, tried, imported, and deleted again."""
