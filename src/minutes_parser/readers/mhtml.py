"""Web archives (MHTML): what Word saves as 「單一檔案網頁」, often under the name of a .doc."""

from __future__ import annotations

import email
import re
from email.message import Message
from email.policy import compat32

__all__ = ["is_mhtml", "page_of"]

# MIME-Version: 1.0 … Content-Type: multipart/related; in the head, as RFC 2557 says
_HEAD = re.compile(rb"\s{0,20}(?:[\w-]{1,40}:[^\n]{0,1000}\n(?:[ \t][^\n]{0,1000}\n){0,5}){1,30}", re.IGNORECASE)


def is_mhtml(data: bytes) -> bool:
    """True if these bytes are a MIME message that holds a web page.

    >>> is_mhtml(b"MIME-Version: 1.0\\nContent-Type: multipart/related; boundary=x\\n\\n"), is_mhtml(b"Re: 1\\n")
    (True, False)
    """
    head = _HEAD.match(data[:8192])
    lower = head[0].lower() if head else b""
    return b"mime-version:" in lower and (b"multipart/related" in lower or b"text/html" in lower)


def page_of(data: bytes) -> tuple[bytes, str | None] | None:
    """The first web page in a message and the encoding that its part states; None if there is none."""
    message = email.message_from_bytes(data, policy=compat32)
    for part in message.walk():
        if isinstance(part, Message) and part.get_content_type() == "text/html":
            payload = part.get_payload(decode=True)
            if isinstance(payload, bytes) and payload.strip():
                return payload, part.get_content_charset()
    return None
