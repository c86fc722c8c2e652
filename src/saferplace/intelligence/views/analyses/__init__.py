"""Pages of analysis, one file each, and the list of the questions they answer."""
