"""A client for a cluster: credentials from the environment alone, TLS verified."""

from __future__ import annotations

import os
from collections.abc import Mapping
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from ...errors import MissingDependency
from .feed import FeedError

__all__ = ["connect"]


def connect(url: str, environment: Mapping[str, str] = os.environ) -> Any:
    """An `opensearchpy.OpenSearch` for `url`.

    OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD say who asks, OPENSEARCH_CA_CERTS names a file of certificates to
    trust instead of the system's. Raises FeedError for a URL that holds a password, is no URL, or would send one
    in the clear to another machine; MissingDependency without the extra.
    """
    try:
        from opensearchpy import OpenSearch
    except ImportError:
        raise MissingDependency("feeding OpenSearch needs: pip install 'minutes-parser[opensearch]'") from None
    parts = urlsplit(url)
    try:
        usable = parts.scheme in ("http", "https") and bool(parts.hostname) and (parts.port or 1) > 0
    except ValueError:
        usable = False
    if not usable:
        raise FeedError("not the URL of a cluster: write https://host:9200")
    if parts.username or parts.password:
        message = "leave user and password out of the URL: set OPENSEARCH_USERNAME and OPENSEARCH_PASSWORD"
        raise FeedError(message)
    user, password = environment.get("OPENSEARCH_USERNAME"), environment.get("OPENSEARCH_PASSWORD")
    if user and parts.scheme == "http" and not _is_here(parts.hostname or ""):
        raise FeedError("a password is not sent over http to another machine: use https", source=url)
    return OpenSearch(
        hosts=[url],
        http_auth=(user, password or "") if user else None,
        verify_certs=True,
        ca_certs=environment.get("OPENSEARCH_CA_CERTS") or None,
        timeout=60,
        max_retries=3,
        retry_on_timeout=True,
    )


def _is_here(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False
