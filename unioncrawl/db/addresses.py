"""One address for one page, which is met under many spellings."""

from __future__ import annotations

import hashlib
import re
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import canonicalize_url

_PORTS = {"http": 80, "https": 443}
_PATH_SESSION = re.compile(r";(?:jsessionid|phpsessid|sid)=[^/;?]{0,200}", re.IGNORECASE)
_TRACKING = re.compile(r"utm_\w{1,30}|spm|share_token|isappinstalled|from_source", re.IGNORECASE)
_SESSION = re.compile(r"(?:php|j|asp)?sess(?:ion)?_?id|sid|_t", re.IGNORECASE)
_CLOCK_NAME = re.compile(r"_|t|ts|time|timestamp|v|r|rnd|rand|random", re.IGNORECASE)
_CLOCK = re.compile(r"\d{10}|\d{13}|0?\.\d{3,20}")  # seconds, milliseconds, Math.random()


def canonical(url: str) -> str:
    """The one spelling of a page's address.

    Lower-case scheme and host, no default port, no dot segments, no fragment, percent signs only where needed, query sorted; session ids,
    tracking parameters and parameters against caches (`t=1700000000000`) are off. The scheme stays as it is: see `twins`. ValueError for
    what is no URL.
    """
    parts = urlsplit(url.strip())
    scheme, host = parts.scheme.lower(), (parts.hostname or "").rstrip(".")
    netloc = f"[{host}]" if ":" in host else host
    if parts.port is not None and parts.port != _PORTS.get(scheme):
        netloc = f"{netloc}:{parts.port}"
    query = "&".join(pair for pair in parts.query.split("&") if not _is_noise(pair))  # undecoded: its bytes may be GBK
    path = _without_dots(_PATH_SESSION.sub("", parts.path))
    return canonicalize_url(urlunsplit((scheme, netloc, path, query, "")))


def twins(url: str) -> tuple[str, ...]:
    """The canonical addresses that a page may be known under: portals moved from http to https, and are linked under both."""
    if url.startswith("http://"):
        return url, "https" + url[4:]
    if url.startswith("https://"):
        return url, "http" + url[5:]
    return (url,)


def fingerprint(url: str, method: str = "GET", body: bytes = b"") -> str:
    """Of a request: the same for all spellings of its address, over http and https. ValueError for what is no URL."""
    address = canonical(url).partition("://")[2]
    return hashlib.sha1(f"{method}\n{address}\n".encode() + body, usedforsecurity=False).hexdigest()


def _is_noise(pair: str) -> bool:
    name, _, value = pair.partition("=")
    if _TRACKING.fullmatch(name) or _SESSION.fullmatch(name):
        return True
    return bool(_CLOCK_NAME.fullmatch(name) and _CLOCK.fullmatch(value))


def _without_dots(path: str) -> str:
    """RFC 3986, 5.2.4."""
    kept: list[str] = []
    segments = path.split("/")
    for segment in segments:
        if segment == "..":
            if len(kept) > 1:
                kept.pop()
        elif segment != ".":
            kept.append(segment)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/".join(kept)
