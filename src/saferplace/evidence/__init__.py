"""The evidence store: sources, validation, releases and queries over Delta tables. No Django.

`store` opens it, `police_street` reads data.police.uk files into it, `queries` ask it questions.
"""
