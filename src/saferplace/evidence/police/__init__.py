"""What the files of data.police.uk have in common: their names, their CSV, their months and their points."""
