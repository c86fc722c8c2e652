"""Street-level crime and anti-social behaviour as data.police.uk publishes it: one CSV per force and month.

`layout` says what a file holds, `discovery` finds files, `reading` turns one into rows, `checks` refuses rows,
`releases` compares a file with what is held. `saferplace.evidence.importing` puts them together.
"""

DATA_SET = "police-uk-street"
