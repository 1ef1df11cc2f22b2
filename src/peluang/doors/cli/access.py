"""`peluang access`: writes docs/access.md from the pages' own declarations."""

from __future__ import annotations

import click

from peluang.foundation.paths import home


@click.command("access")
@click.option("--check", is_flag=True, help="Change nothing; fail when the document is out of date.")
def command(check: bool) -> None:
    """Write down who may open what."""
    import django

    django.setup()
    from ..web.access_matrix import document

    path = home() / "docs" / "access.md"
    text = document()
    if check and (not path.exists() or path.read_text() != text):
        raise click.ClickException("docs/access.md is out of date; run `peluang access`")
    if not check:
        path.write_text(text)
        click.echo(f"{text.count(chr(10))} lines")
