"""The command line: one module a family of commands, imported when one of its commands is called."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import Annotated

import typer
from typer.core import TyperGroup

__all__ = ["app", "main"]

_FAMILIES = {
    "parse": ("parse", "outline", "schema"),
    "explain": ("explain",),
    "archive": ("convert", "status"),
    "search": ("passages", "index", "search", "feed"),
    "tracking": ("track", "people", "privacy"),
    "export": ("export", "review"),
}
"""The commands of each module of this package, in the order in which `--help` lists them."""

_FAMILY_OF = {command: family for family, commands in _FAMILIES.items() for command in commands}


class Commands(TyperGroup):
    """The commands by name; `--help` alone imports them all."""

    def list_commands(self, ctx: typer.Context) -> list[str]:  # type: ignore[override]
        return list(_FAMILY_OF)

    def get_command(self, ctx: typer.Context, cmd_name: str):  # type: ignore[no-untyped-def,override]
        if cmd_name not in _FAMILY_OF:
            return None
        family = typer.Typer(add_completion=False)
        import_module(f".{_FAMILY_OF[cmd_name]}", __name__).register(family)
        return typer.main.get_group(family).commands[cmd_name]


app = typer.Typer(
    name="minutes-parser",
    cls=Commands,
    help="Typed, source-grounded records from meeting minutes (會議紀錄) of Taiwan's public bodies.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
)


def _version(asked: bool) -> None:
    if asked:
        from .. import __version__

        typer.echo(__version__)
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass


def main() -> None:
    """Entry point of `minutes-parser`."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    app()
