"""Invented rows for the sample files of partners' data sets: `records` of things that happen, `figures` of returns."""
