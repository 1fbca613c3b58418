"""Which addresses a link in a script may have: those that a patient can open, call or write to, and nothing else."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

SCHEMES = ("https", "http", "tel", "mailto")
_LONGEST = 2000  # characters that all browsers and PowerPoint take
_TELEPHONE = re.compile(r"\+?[0-9][0-9().-]{1,30}(?:;ext=[0-9]{1,10})?")
_MAIL = re.compile(r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9.-]{1,255}")
_PLAIN = re.compile(r"[!-~]+")


def is_link(address: str) -> bool:
    """Whether ``address`` begins with a scheme that a link in a script may have."""
    return address.partition(":")[0].lower() in SCHEMES and ":" in address


def address_fault(address: str) -> tuple[str, str]:
    """Return (what is wrong with ``address``, what to do); both are empty if nothing is."""
    scheme, _, rest = address.partition(":")
    scheme = scheme.lower()
    if len(address) > _LONGEST:
        return f"is longer than {_LONGEST} characters", "use a shorter address"
    if not _PLAIN.fullmatch(address):
        return (
            "has characters that an address cannot have",
            "copy the address from the line of the browser, which encodes them",
        )
    if scheme == "tel":
        return (
            ("", "")
            if _TELEPHONE.fullmatch(rest)
            else ("is no telephone number", "write tel: and the digits, as tel:+18005550100")
        )
    if scheme == "mailto":
        return (
            ("", "")
            if _MAIL.fullmatch(rest)
            else ("is no e-mail address", "write mailto: and the address, as mailto:ward4@example.org")
        )
    return _web_fault(address)


def _web_fault(address: str) -> tuple[str, str]:
    hint = "write https:// and the name of the site"
    try:
        parts = urlsplit(address)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "is no web address", hint
    if not host or not address.partition(":")[2].startswith("//"):
        return "has no name of a site", hint
    if parts.username is not None or parts.password is not None:
        return "holds the name or password of a user", "leave out what stands before the @"
    if "xn--" in host:
        return "has a name that only looks like letters (xn--)", "use the address of the site in plain letters"
    return ("", "")
