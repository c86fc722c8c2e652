"""`saferplace retention`: rules, removals in three steps, and their certificates.

For open data this is the only way: it is held for every partnership, and administrators answer for it.
"""

from __future__ import annotations

import datetime as dt
import json
from typing import TYPE_CHECKING, Any

import click

from saferplace.cli.records import open_records
from saferplace.evidence.retention.rules import Rule, RuleKind

if TYPE_CHECKING:
    from saferplace.intelligence.models import RetentionRule, RetentionRun

_as_option = click.option("--as", "email", required=True, help="Your e-mail address; your password is asked for.")


@click.group()
def retention() -> None:
    """Remove old evidence for good: a plan, a second person's approval, a certificate."""


@retention.command("rule")
@click.option("--data-set", required=True, help="Which data set.")
@click.option("--partnership", "slug", help="Whose, by its short name in addresses; left out for open data.")
@click.option("--keep-newest", type=int, metavar="N", help="Keep the newest N versions.")
@click.option("--keep-months", type=int, metavar="N", help="Keep the versions that were current in the last N months.")
@click.option("--keep-years", type=int, metavar="N", help="Keep rows for N years after their period ended.")
@click.option("--reason", required=True, help="Where this is said.")
@_as_option
def rule(
    data_set: str,
    slug: str | None,
    keep_newest: int | None,
    keep_months: int | None,
    keep_years: int | None,
    reason: str,
    email: str,
) -> None:
    """Put a rule in force. It removes nothing by itself."""
    asked = {
        RuleKind.NEWEST_VERSIONS: keep_newest,
        RuleKind.VERSIONS_OF_MONTHS: keep_months,
        RuleKind.ROWS_OF_YEARS: keep_years,
    }
    chosen = [(kind, number) for kind, number in asked.items() if number is not None]
    if len(chosen) != 1:
        raise click.UsageError("Give one of --keep-newest, --keep-months and --keep-years.")
    open_records()
    from saferplace.cli.partnerships import the_partnership
    from saferplace.intelligence.retention import commands

    partnership = the_partnership(slug) if slug else None
    by = _person(email)
    with _said_plainly():
        made = commands.set_rule(partnership, data_set, Rule(*chosen[0]), reason, by=by, at=_now())
    click.echo(f"Rule {made.pk}: {made}. See what falls due with: saferplace retention plan {made.pk}")


@retention.command()
@click.argument("rule_number", type=int)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
def plan(rule_number: int, as_json: bool) -> None:
    """Say exactly what a rule would remove today, why, and what stays until when. Nothing is touched."""
    open_records()
    from saferplace.intelligence.retention import commands

    with _said_plainly():
        found = commands.plan_under(_rule(rule_number), day=dt.datetime.now(dt.UTC).date())
    if as_json:
        click.echo(json.dumps(found.as_json(), indent=2))
        return
    click.echo(f"{found.data_set}, under the rule “{found.rule.in_words}”, on {found.day:%-d %B %Y}:")
    if found.versions:
        click.echo(f"Versions that could no longer be opened: {', '.join(map(str, found.versions))}")
    for unit, rows in found.units.items():
        click.echo(f"Removed from every version: {unit} ({rows:,} rows now)")
    for file in found.files:
        versions = ", ".join(map(str, file.versions))
        click.echo(f"  {file.table}, {file.unit}: {file.rows:,} rows, {file.bytes:,} bytes, in versions {versions}")
    click.echo(f"{len(found.files):,} files, {found.rows:,} rows and {found.bytes:,} bytes would be removed.")
    for kept in found.kept:
        until = f", until {kept.until:%-d %B %Y}" if kept.until else ""
        click.echo(f"Stays: {kept.what}: {kept.why}{until}.")


@retention.command()
@click.argument("rule_number", type=int)
@_as_option
def propose(rule_number: int, email: str) -> None:
    """Propose what a rule would remove today."""
    open_records()
    from saferplace.intelligence.retention import commands

    rule, by = _rule(rule_number), _person(email)
    with _said_plainly():
        run = commands.propose_removal(rule, by=by, day=dt.datetime.now(dt.UTC).date(), at=_now())
    click.echo(f"Removal {run.name} is proposed. A second person approves it: saferplace retention approve {run.pk}")


@retention.command()
@click.argument("run_number", type=int)
@_as_option
def approve(run_number: int, email: str) -> None:
    """Approve a removal that somebody else proposed."""
    open_records()
    from saferplace.intelligence.retention import commands

    run, by = _run(run_number), _person(email)
    with _said_plainly():
        commands.approve_removal(run, by=by, at=_now())
    click.echo(f"Removal {run.name} is approved. Carry it out with: saferplace retention carry-out {run.pk}")


@retention.command("carry-out")
@click.argument("run_number", type=int)
@_as_option
def carry_out(run_number: int, email: str) -> None:
    """Remove what was approved, for good, and print the certificate. One that was cut off is gone on with."""
    open_records()
    from saferplace.intelligence.retention import commands

    run, by = _run(run_number), _person(email)
    with _said_plainly():
        done = commands.carry_out_removal(run, by=by, at=_now())
    click.echo(json.dumps({**(done.certificate or {}), "digest": done.certificate_digest}, indent=2))


def _now() -> dt.datetime:
    return dt.datetime.now(dt.UTC)


def _person(email: str) -> Any:
    """The person, who proves it with their password: two people must stand behind a removal, at a shell too."""
    from django.conf import settings

    from saferplace.core.actors import Actor
    from saferplace.partnership.models import User

    password = click.prompt(f"Password of {email}", hide_input=True)
    user = User.objects.filter(email=email.strip().lower(), is_active=True).first()
    if user is None or (user.is_demo and not settings.DEMO) or not user.check_password(password):
        raise click.ClickException("The e-mail address or the password is wrong.")
    return Actor.of(user)


def _rule(number: int) -> RetentionRule:
    from saferplace.intelligence.models import RetentionRule

    found = RetentionRule.objects.filter(pk=number, ended_at__isnull=True).first()
    if found is None:
        raise click.ClickException(f"There is no rule {number} in force.")
    return found


def _run(number: int) -> RetentionRun:
    from saferplace.intelligence.models import RetentionRun

    found = RetentionRun.objects.filter(pk=number).first()
    if found is None:
        raise click.ClickException(f"There is no removal R-{number}.")
    return found


class _said_plainly:  # noqa: N801 - reads as a word in "with _said_plainly()"
    """Refusals become a sentence and exit status 1."""

    def __enter__(self) -> None: ...

    def __exit__(self, _: Any, raised: BaseException | None, __: Any) -> None:
        from saferplace.core.access import NotAllowed

        if isinstance(raised, NotAllowed | ValueError | LookupError):
            raise click.ClickException(str(raised)) from raised
