"""Hits on a terminal: one block a hit, found places marked, counts below."""

from __future__ import annotations

from rich.console import Console
from rich.text import Text

from minutes_parser.search.archive import Hit, Results
from minutes_parser.search.snippets import Snippet

__all__ = ["print_table"]


def print_table(found: Results) -> None:
    """Print hits and facets to standard output; colours only on a terminal, 【】 around places elsewhere."""
    console = Console(highlight=False, soft_wrap=True)
    for hit in found.hits:
        console.print(_head(hit))
        console.print(Text("  ") + _snippet(hit.snippet, console.is_terminal))
    shown = f", {len(found.hits)} shown" if len(found.hits) < found.total else ""
    console.print(f"{found.total} {'passage' if found.total == 1 else 'passages'}{shown}")
    for name, counts in (found.facets or {}).items():
        if counts:
            listed = "  ".join(f"{_plain(value)} {number}" for value, number in counts[:10])
            console.print(Text(f"{name}: ", style="bold") + Text(listed))


def _head(hit: Hit) -> Text:
    """Date, body and session; kind, speaker, outcome; id and page."""
    passage = hit.passage
    named = passage.item_kind if passage.kind == "item" else passage.label
    what: list[str | None] = [named or passage.kind]
    what += [passage.speaker, passage.outcome, passage.status, passage.assignee]
    place = passage.id + (f" p. {passage.page}" if passage.page else "")
    parts = [passage.date or "undated", f"{passage.body or ''} {passage.session or ''}".strip()]
    parts.append(" · ".join(part for part in what if part))
    return Text("  ".join(_plain(part) for part in parts if part), style="bold") + Text(f"  {place}", style="dim")


def _snippet(snippet: Snippet, terminal: bool) -> Text:
    if not terminal:
        return Text(_plain(snippet.marked()))
    made, place = Text("…" if snippet.cut[0] else ""), 0
    for start, end in snippet.highlights:
        made.append(_plain(snippet.text[place:start]))
        made.append(_plain(snippet.text[start:end]), style="bold yellow")
        place = end
    return made.append(_plain(snippet.text[place:]) + ("…" if snippet.cut[1] else ""))


def _plain(text: str) -> str:
    """On one line, and without control characters: what a document says must not steer the terminal."""
    return "".join(c if c.isprintable() or "\ue000" <= c <= "\uf8ff" else " " for c in text)
