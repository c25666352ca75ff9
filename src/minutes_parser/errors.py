"""What the library raises. Oddities of content are never raised: they are diagnostics."""

from __future__ import annotations

__all__ = ["LimitExceeded", "MinutesParserError", "MissingDependency", "UnreadableDocument", "UnsupportedFormat"]


class MinutesParserError(Exception):
    """Root of all errors. `code` is stable and machine-readable, the message is one line for a person."""

    code = "error"

    def __init__(self, message: str, *, source: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.source = source

    def __str__(self) -> str:
        return f"{self.source}: {self.message}" if self.source else self.message

    def __reduce__(self) -> tuple[object, ...]:  # picklable across processes with its keyword argument
        return _rebuild, (type(self), self.message, self.source)


def _rebuild(kind: type[MinutesParserError], message: str, source: str | None) -> MinutesParserError:
    return kind(message, source=source)


class UnreadableDocument(MinutesParserError):
    """The bytes are damaged, empty or encrypted; or the path is missing or a folder."""

    code = "unreadable"


class UnsupportedFormat(UnreadableDocument):
    """The content is of no format that the library reads."""

    code = "unsupported-format"


class LimitExceeded(UnreadableDocument):
    """The document is larger, deeper or slower than the limits allow."""

    code = "limit-exceeded"


class MissingDependency(MinutesParserError):
    """An optional program or package is needed; the message says which and how to install it."""

    code = "missing-dependency"
