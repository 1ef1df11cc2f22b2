"""`peluang reference`: loads places, occupations and skills. Running it again updates, never doubles."""

from __future__ import annotations

import click


@click.command("reference")
@click.option("--if-needed", is_flag=True, help="Do nothing when this release's data is loaded already.")
def command(if_needed: bool) -> None:
    """Load reference data: places, occupations, skills."""
    import django

    django.setup()
    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.places.commands import load_places
    from peluang.domain.skills.commands import load_vocabulary
    from peluang.domain.skills.releases import vocabulary_is_current

    from ..clock import now

    with acting(PROGRAM):
        current = vocabulary_is_current()
    if if_needed and current:
        return
    at = now()
    places = load_places(PROGRAM, at=at)
    words = load_vocabulary(PROGRAM, at=at)
    click.echo(f"{places:,} places; {words:,} occupations, skills and terms")
