"""The root command. Exit status: 0 done, 1 failed (with a sentence), 2 wrong use."""

from __future__ import annotations

import importlib

import click

from saferplace import __version__

# Each verb is a file of its own, opened only when it is called: together they load libraries for seconds.
_VERBS = {
    "changes": ("changes", "Say what changed between two versions of a data set."),
    "compare": ("compare", "Compare an area with others in published figures."),
    "count": ("count", "Count recorded crime in an area over a period."),
    "country": ("country", "Count recorded crime in every partnership of the country."),
    "datasets": ("datasets", "List the evidence held, its gaps and every import."),
    "gazetteer": ("gazetteer", "Load lists of postcodes, properties and streets."),
    "hotspots": ("hotspots", "Write the places that an analysis finds, as map files, list or picture."),
    "import": ("import_", "Import evidence: police files, and partners' own tables."),
    "jobs": ("jobs", "List long work: waiting, under way and ended."),
    "mapping": ("mapping", "Say how a partner's table is read, and try it on a file."),
    "measures": ("measures", "Bring measures up to what the evidence says."),
    "near": ("near", "Compare crime near features with elsewhere."),
    "people": ("people", "Add people who may sign in."),
    "places": ("places", "Settle places that could be several."),
    "plan": ("plan", "Load, check and show a partnership's plan."),
    "quality": ("quality", "Say how far each data set can be trusted."),
    "refused": ("refused", "Show rows that wait for correction, or write them as CSV."),
    "retention": ("retention", "Plan removals by a rule, approve and carry them out."),
    "scorecard": ("scorecard", "Show how the plan is doing, measure by measure."),
    "serve": ("serve", "Serve the web pages."),
    "setup": ("setup", "Prepare database and static files; load the bundled data the first time."),
    "survey": ("survey", "Say what residents answered, with its margin of error."),
    "verify": ("verify", "Check the audit log and compute every receipt again."),
    "worker": ("worker", "Do long work, such as imports asked for in the browser."),
}


class _Verbs(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(_VERBS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in _VERBS:
            return None
        module, _ = _VERBS[cmd_name]
        verb: click.Command = getattr(importlib.import_module(f"saferplace.cli.{module}"), module)
        return verb

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, said) for name, (_, said) in _VERBS.items()])


@click.group(cls=_Verbs, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="saferplace")
def main() -> None:
    """Evidence in, priorities out, action tracked, effect measured."""
