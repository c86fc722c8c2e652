"""What others publish for comparison, read from the publishers' own layouts. One module a data set.

`layout` is the shape they share, `recognise` finds the layout of a file by what stands in it.
"""
