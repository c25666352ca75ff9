"""What the privacy lens reports: a kind and a place. The value itself is kept out of sight unless it is asked for."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from ..diagnostics import Severity
from ..document import Box

__all__ = ["PRIVACY_CODES", "PrivacyFinding"]

PRIVACY_CODES: dict[str, tuple[Severity, str]] = {
    "national-id": ("error", "a national identification number (身分證字號)"),
    "resident-id": ("error", "a resident certificate number (居留證號)"),
    "passport": ("error", "a passport number (護照號碼)"),
    "medical-record": ("error", "a medical record number (病歷號)"),
    "birth-date": ("warning", "a date of birth (出生日期)"),
    "mobile": ("warning", "a mobile phone number (行動電話)"),
    "phone": ("info", "a telephone number (電話)"),
    "email": ("warning", "an e-mail address (電子郵件)"),
    "address": ("warning", "where somebody lives (住址)"),
    "name-written-out": ("warning", "a name that is masked elsewhere is written out here"),
    "text-under-box": ("error", "text lies under an opaque box, and can be copied from the file"),
}


@dataclass(frozen=True, slots=True)
class PrivacyFinding:
    """One finding. `message` never holds the value; `value` is left out of `repr` and of `as_dict`."""

    code: str
    """One of `PRIVACY_CODES`."""
    message: str
    start: int | None = None
    end: int | None = None
    """Offsets in `Minutes.text`; None for hidden text that does not stand there just once."""
    page: int | None = None
    box: Box | None = None
    """On the page, in points from its top left corner; hidden text only."""
    value: str = field(default="", repr=False)

    @property
    def severity(self) -> Severity:
        return PRIVACY_CODES[self.code][0]

    def as_dict(self, *, show: bool = False) -> dict[str, Any]:
        """The finding in plain types; with the value only if `show`.

        >>> "value" in PrivacyFinding("email", "x", 0, 3, value="a@b").as_dict()
        False
        """
        made: dict[str, Any] = {
            "code": self.code,
            "severity": self.severity,
            "message": self.message,
            "start": self.start,
            "end": self.end,
            "page": self.page,
            "box": None if self.box is None else [round(each, 1) for each in self.box],
        }
        return made | {"value": self.value} if show else made
