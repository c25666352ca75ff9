"""The command line: one module a family of commands, put together here."""

from __future__ import annotations
