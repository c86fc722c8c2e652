"""`python -m saferplace.cli`: the same command, for a process that starts another."""

from saferplace.cli.main import main

main(prog_name="saferplace")
