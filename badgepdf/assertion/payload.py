"""What a carrier holds: an address, JSON, or a compact JWS. Nothing is checked here, only read."""

from __future__ import annotations

import base64
import json
import re
from typing import Any, NamedTuple

from ..address import web_address
from .credential import Credential, read_credential

_JWS = re.compile(r"[\w-]+\.[\w-]+\.[\w-]*")
_PRIVATE = re.compile(r"/c/receive\b")  # Open Badge Factory's token for its earner alone
_NOT_PASSED_ON = "it holds a private address for fetching the badge, which is not passed on"
_ADDRESS = re.compile(r"https?://[^\s<>\"]+")


class Payload(NamedTuple):
    """What was baked in as `raw`: an `address`, or a `credential`, or the `problem` that kept it from being read.

    `data` is the JSON of the credential, without what a JWT wraps around it.
    """

    place: str
    raw: str
    address: str | None = None
    credential: Credential | None = None
    signed: bool = False
    problem: str | None = None
    data: dict[str, Any] | None = None


def read_payload(place: str, raw: str) -> Payload:
    """Read a payload; nothing is raised."""
    if _PRIVATE.search(raw):
        return Payload(place, "", problem=_NOT_PASSED_ON)
    if _ADDRESS.fullmatch(raw):
        address = web_address(raw)
        return Payload(place, raw, address=address, problem=None if address else "it is no web address")
    signed = _JWS.fullmatch(raw) is not None
    try:
        data = claims(raw) if signed else json.loads(raw)
        if _PRIVATE.search(json.dumps(data, ensure_ascii=False)):  # however it was escaped
            return Payload(place, "", problem=_NOT_PASSED_ON)
        credential = read_credential(data)
    except RecursionError:
        return Payload(place, raw, signed=signed, problem="it is nested too deeply")
    except ValueError as error:  # of JSON, base64 and UTF-8, and of what is no badge
        return Payload(place, raw, signed=signed, problem=str(error))
    held = data["vc"] if isinstance(data.get("vc"), dict) else data
    return Payload(place, raw, credential.url, credential, signed or credential.proof, data=held)


def claims(jws: str) -> Any:
    """Give the claims of a compact JWS, its signature unchecked."""
    body = jws.split(".")[1]
    return json.loads(base64.urlsafe_b64decode(body + "=" * (-len(body) % 4)))
