"""`saferplace people`: the first administrator, and anybody after, without a web page."""

from __future__ import annotations

import datetime as dt

import click

from saferplace.cli.records import open_records


@click.group()
def people() -> None:
    """People who may sign in."""


@people.command()
@click.option("--email", required=True)
@click.option("--name", required=True, help="As colleagues know them.")
@click.option("--partnership", "slug", required=True, help="The partnership's short name in addresses, e.g. dacorum.")
@click.option("--organisation", "organisation_key", required=True, help="Key of the organisation they work for.")
@click.option("--role", "role_name", required=True, help="For example manager, analyst or administrator.")
@click.option("--password", prompt=True, hide_input=True, confirmation_prompt=True, help="Asked for when not given.")
def add(email: str, name: str, slug: str, organisation_key: str, role_name: str, password: str) -> None:
    """Add a person and give them a role."""
    open_records()
    from django.contrib.auth.password_validation import validate_password
    from django.core.exceptions import ValidationError

    from saferplace.core.actors import Actor
    from saferplace.partnership.commands import add_person, give_role
    from saferplace.partnership.models import Organisation, Partnership, Role

    partnership = Partnership.objects.filter(slug=slug).first()
    organisation = Organisation.objects.filter(key=organisation_key).first()
    if partnership is None:
        raise click.ClickException(f"There is no partnership “{slug}”. Load its file first: saferplace plan load FILE")
    if organisation is None:
        known = ", ".join(Organisation.objects.values_list("key", flat=True))
        raise click.ClickException(f"There is no organisation “{organisation_key}”. Known: {known}.")
    if role_name not in Role.values:
        raise click.BadParameter(f"“{role_name}” is not a role. Choose from {', '.join(Role.values)}.")
    by = Actor.command_line()
    try:
        validate_password(password)
        user = add_person(by=by, email=email, name=name, organisation=organisation, password=password)
    except ValidationError as refused:
        raise click.ClickException(" ".join(refused.messages)) from refused
    today = dt.datetime.now(tz=dt.UTC).date()
    give_role(
        by=by, user=user, partnership=partnership, organisation=organisation, role=Role(role_name), from_date=today
    )
    click.echo(f"{name} can sign in as {user.email}: {Role(role_name).label} in {partnership}.")
