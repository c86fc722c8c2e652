"""Questions that join evidence and statistics: what lies where, when, how much, and whether it is real.

`registry` lists those of the map and those with pages of their own; `again` computes any of their receipts again.
"""
