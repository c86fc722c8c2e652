"""The data sets that partners share with each other: what each holds, row by row, and how it is checked and kept."""
