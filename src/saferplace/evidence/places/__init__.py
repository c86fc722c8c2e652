"""Where a row happened, without a network: what its file says, read against gazetteers, streets and settled places.

`locate` places rows of partners, `streets` knows the streets of an area, `gazetteers` loads publishers' lists,
`decisions` holds what people settled, `waiting` lists what waits for them, `settling` applies it.
"""
