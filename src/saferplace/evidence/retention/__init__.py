"""Removing evidence for real: by a rule, after a plan that a second person approved, leaving a certificate.

`rules` say what falls due, `plan` shows exactly what would go, `carry_out` removes it, `certificates` answer for it.
"""
