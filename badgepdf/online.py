"""Fetches what a credential gives only the address of, and holds a baked assertion against its hosted one.

What is fetched was named by a stranger's PDF: a `Fetcher` reaches only public addresses, over https, and not for long.
Needs httpx: `badgepdf[online]`.
"""

from __future__ import annotations

import ipaddress
import json
import re
import socket
import threading
import time
import zlib
from collections.abc import Callable, Iterable, Sequence
from concurrent import futures
from http.cookiejar import CookieJar, DefaultCookiePolicy
from types import TracebackType
from typing import Any, NamedTuple, cast, final

import httpx

from .errors import BadgePDFError, printable
from .record import Notice

MOST_FETCHES = 8
MOST_REDIRECTS = 3
LARGEST = 2 * 2**20  # bytes of an answer, unpacked
DEADLINE = 10.0  # seconds for a fetch as a whole, with the look-up of names and all redirects
TIMEOUT = 5.0  # seconds for connecting, and for each read

_Json = dict[str, Any]
_Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_HEADERS = {
    "Accept": "application/ld+json, application/json",
    "Accept-Encoding": "gzip",
    "Connection": "close",  # a connection checked for one host never serves another one at the same address
    "User-Agent": "badgepdf",
}
_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_PROTOCOLS = ipaddress.IPv4Network("192.0.0.0/24")  # global by older Pythons; clouds answer here with their secrets
_WEB = re.compile(r"https?://\S+", re.IGNORECASE)
_COMPARED = ("recipient", "badge", "issuedOn", "expires", "revoked")
_SIGNED = ("signed", "SignedBadge")
_BARE = {"id", "type", "@context"}  # an object of nothing else is only an address


class FetchError(BadgePDFError):
    """An address was not fetched, or what came is of no use; `status` is the answer's where that is the reason.

    >>> str(FetchError("https://badges.example.org/1", "it answered 404"))
    'https://badges.example.org/1: it answered 404; what the PDF says stands'
    """

    def __init__(self, url: str, reason: str, status: int | None = None) -> None:
        super().__init__(url, reason, "what the PDF says stands")
        self.args = (url, reason, status)
        self.status = status


class _Refused(Exception):
    """The reason why an address is not fetched, before it is known for which fetch."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status


@final
class Fetcher:
    """Fetches a few addresses of the public web. `transport` and `resolve` replace the network, for tests."""

    def __init__(
        self,
        transport: httpx.BaseTransport | None = None,
        resolve: Callable[[str], Sequence[str]] | None = None,
    ) -> None:
        self._resolve = resolve or _look_up
        self._left = MOST_FETCHES
        self._client = httpx.Client(
            transport=transport
            or httpx.HTTPTransport(trust_env=False, limits=httpx.Limits(max_keepalive_connections=0)),
            headers=_HEADERS,
            cookies=CookieJar(DefaultCookiePolicy(allowed_domains=())),
            timeout=TIMEOUT,
            trust_env=False,
            follow_redirects=False,
        )

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._client.close()

    def fetch(self, url: str) -> bytes:
        """Give what an address answers. `FetchError` where that may not be asked, fails, or takes too long.

        The work is done in a thread that is left behind when its time is over: neither a look-up of a name nor
        an answer whose header trickles in can be stopped otherwise.
        """
        if self._left < 1:
            raise FetchError(url, f"{MOST_FETCHES} addresses were asked already, which is the limit")
        self._left -= 1
        answer: futures.Future[bytes] = futures.Future()
        threading.Thread(target=self._work, args=(url, time.monotonic() + DEADLINE, answer), daemon=True).start()
        try:
            return answer.result(DEADLINE)
        except futures.TimeoutError:
            raise FetchError(url, _too_slow()) from None

    def fetch_json(self, url: str) -> dict[str, Any]:
        """Give the JSON object that an address answers. `FetchError` as of `fetch`, and where it is no such thing."""
        body = self.fetch(url)
        try:
            data = json.loads(body)
        except (ValueError, RecursionError):
            raise FetchError(url, "what came is no JSON") from None
        if not isinstance(data, dict):
            raise FetchError(url, "what came is no JSON object")
        return data

    def _work(self, url: str, deadline: float, answer: futures.Future[bytes]) -> None:
        try:
            answer.set_result(self._follow(url, deadline))
        except _Refused as error:
            answer.set_exception(FetchError(url, str(error), error.status))
        except httpx.TimeoutException:
            answer.set_exception(FetchError(url, "it did not answer in time"))
        except Exception as error:  # noqa: BLE001 - of a thread, and of sockets, TLS, HTTP, gzip: all mean the same
            answer.set_exception(FetchError(url, f"it cannot be fetched ({str(error) or type(error).__name__})"))

    def _follow(self, url: str, deadline: float) -> bytes:
        asked = httpx.URL(url)
        for _ in range(MOST_REDIRECTS + 1):
            got = self._ask(asked, deadline)
            if isinstance(got, bytes):
                return got
            asked = got
        raise _Refused(f"it redirects more than {MOST_REDIRECTS} times")

    def _ask(self, url: httpx.URL, deadline: float) -> bytes | httpx.URL:
        """Give what an address answers, or where it redirects to. Its host's addresses are tried in turn."""
        *others, last = self._addresses(url)
        for address in others:
            try:
                return self._ask_at(address, url, deadline)
            except (httpx.ConnectError, httpx.ConnectTimeout):
                _in_time(deadline)
        return self._ask_at(last, url, deadline)

    def _ask_at(self, address: str, url: httpx.URL, deadline: float) -> bytes | httpx.URL:
        """Ask the host of `url` at the address that was checked; its certificate has to be that host's."""
        pinned = url.copy_with(host=address)
        host = {"Host": url.netloc.decode("ascii")}
        name = {"sni_hostname": url.raw_host.decode("ascii")}
        _in_time(deadline)
        with self._client.stream("GET", pinned, headers=host, extensions=name) as response:
            if response.has_redirect_location:
                return url.join(response.headers["location"])
            if response.status_code != httpx.codes.OK:
                raise _Refused(f"it answered {response.status_code}", response.status_code)
            return _body(response, deadline)

    def _addresses(self, url: httpx.URL) -> Sequence[str]:
        """Give the addresses of a URL's host, looked up once; `_Refused` unless all of them are public."""
        host = url.raw_host.decode("ascii")
        if url.scheme != "https":
            raise _Refused("only https is fetched")
        if url.userinfo:
            raise _Refused("an address with a name or password in it is not fetched")
        if not host or not 0 < (url.port or 443) < 2**16:
            raise _Refused("it is no address of the web")
        found = [host] if _is_literal(host) else self._resolve(host)
        if not found:
            raise _Refused(f"{host} is not known")
        if not all(_is_public(address) for address in found):
            raise _Refused(f"{host} is in a private network or on this computer, where nothing is fetched")
        return found


def _look_up(host: str) -> Sequence[str]:
    try:
        found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):  # the latter of labels that are empty or too long
        return ()
    return tuple(dict.fromkeys(str(address[0]) for *_, address in found))


def _is_literal(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


def _is_public(text: str) -> bool:
    """Tell whether an address is one of the public internet, also where IPv6 only wraps an IPv4 address.

    >>> [_is_public(text) for text in ("93.184.215.14", "127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "fe80::1%2")]
    [True, False, False, False, False]
    """
    try:
        address: _Address = ipaddress.ip_address(text)
    except ValueError:
        return False
    if isinstance(address, ipaddress.IPv6Address):
        return _is_public_v6(address)
    return address.is_global and not (address.is_multicast or address.is_reserved or address in _PROTOCOLS)


def _is_public_v6(address: ipaddress.IPv6Address) -> bool:
    if address.scope_id:
        return False
    inner = address.ipv4_mapped
    if address in _NAT64:
        inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if inner:
        return _is_public(str(inner))
    if address.sixtofour and not _is_public(str(address.sixtofour)):
        return False
    return address.is_global and address in _UNICAST  # which no multicast, unspecified or compatible address is


def _body(response: httpx.Response, deadline: float) -> bytes:
    """Read an answer as it was sent and unpack it here: httpx would unpack a piece of any size at once."""
    unpack = _unpacker(response.headers.get("content-encoding", "identity").strip().lower())
    received, body = 0, bytearray()
    for piece in cast("Iterable[bytes]", response.stream):
        received += len(piece)
        body += unpack(piece, LARGEST + 1 - len(body))
        if max(received, len(body)) > LARGEST:
            raise _Refused(f"it is larger than {LARGEST // 2**20} MiB")
        _in_time(deadline)
    return bytes(body)


def _unpacker(encoding: str) -> Callable[[bytes, int], bytes]:
    """Give what unpacks a piece of an answer, to no more bytes than are asked for if it is packed."""
    if encoding in ("", "identity"):
        return lambda piece, _: piece
    if encoding in ("gzip", "x-gzip"):
        return zlib.decompressobj(zlib.MAX_WBITS | 16).decompress
    raise _Refused("it is packed in a way that was not asked for")


def _in_time(deadline: float) -> None:
    if time.monotonic() > deadline:
        raise _Refused(_too_slow())


def _too_slow() -> str:
    return f"it took longer than {DEADLINE:g} seconds"


class _Online(NamedTuple):
    """A fetcher, and the notices of what became of each fetch."""

    fetcher: Fetcher
    notices: list[Notice]

    def note(self, code: str, message: str) -> None:
        self.notices.append(Notice("record", code, printable(message)))

    def get(self, url: str, *, hosted: bool = False) -> _Json | None:
        """Fetch an object, None if that failed or another one came. A `hosted` assertion that is gone was revoked."""
        try:
            data = self.fetcher.fetch_json(url)
        except FetchError as error:
            if hosted and error.status == httpx.codes.GONE:
                self.note("revoked", f"{url} says that the badge was revoked")
            else:
                self.note("not_fetched", f"{error.name}: {error.fact}")
            return None
        self.note("fetched", f"fetched {url}")
        if data.get("id") not in (None, url):
            self.note("fetched_differs", f"what {url} answers has another id, and is not used")
            return None
        if hosted and data.get("revoked") is True:
            self.note("revoked", f"{url} says that the badge was revoked")
        return data

    def fill(self, holder: _Json, key: str) -> None:
        """Put the object in the place of its address, if only that is there."""
        if (url := _only_address(holder.get(key))) and (found := self.get(url)) is not None:
            holder[key] = found


def complete(data: dict[str, Any] | str, fetcher: Fetcher) -> tuple[dict[str, Any] | None, list[Notice]]:
    """Give a baked assertion or credential with what it gives only the address of, and notices of what was fetched.

    `data` is its JSON, which is not changed, or the address of a hosted assertion; None stands for one that could not
    be had. An inline assertion that is hosted too is held against the hosted one, and what is baked stays.
    """
    online = _Online(fetcher, [])
    if isinstance(data, str):
        assertion = _hosted(data, online)
        if assertion is None:
            return None, online.notices
    else:
        assertion = data
        _check(assertion, online)
    if isinstance(claims := assertion.get("vc"), dict):  # of a credential as a JWT
        return {**assertion, "vc": _filled(claims, online)}, online.notices
    return _filled(assertion, online), online.notices


def _hosted(url: str, online: _Online) -> _Json | None:
    assertion = online.get(url, hosted=True)
    if assertion is not None and not {"badge", "credentialSubject", "vc"} & assertion.keys():
        online.note("not_fetched", f"{url}: what came is no badge")
        return None
    return assertion


def _filled(assertion: _Json, online: _Online) -> _Json:
    """Give an assertion with its badge and issuer; what is changed is copied first."""
    full = dict(assertion)
    if "credentialSubject" in full:
        online.fill(full, "issuer")
    else:
        online.fill(full, "badge")
        if isinstance(full.get("badge"), dict):
            full["badge"] = dict(full["badge"])
            online.fill(full["badge"], "issuer")
    return full


def _check(baked: _Json, online: _Online) -> None:
    """Hold an inline assertion against the hosted one."""
    url = _hosted_at(baked)
    hosted = online.get(url, hosted=True) if url else None
    if not url or hosted is None or hosted.get("revoked") is True:
        return
    _spread(baked, hosted, online)
    if differing := [key for key in _COMPARED if not _agree(baked.get(key), hosted.get(key))]:
        online.note("fetched_differs", f"{url} says otherwise on {', '.join(differing)}; what is baked in stands")
    else:
        online.note("fetched_same", f"{url} says the same on recipient, badge, dates and revocation")


def _hosted_at(assertion: _Json) -> str | None:
    """Give the address of the hosted assertion: the id, or what stands under `verify` before version 2.0."""
    verify = next((v for key in ("verification", "verify") if isinstance(v := assertion.get(key), dict)), {})
    if "badge" not in assertion or verify.get("type") in _SIGNED:
        return None
    return _only_address(assertion.get("id") or verify.get("url"))


def _spread(baked: _Json, hosted: _Json, online: _Online) -> None:
    """Fetch the hosted assertion's badge and issuer where the baked one has them in full, for a true comparison."""
    badge = baked.get("badge")
    if not isinstance(badge, dict) or _only_address(badge):
        return
    online.fill(hosted, "badge")
    if isinstance(badge.get("issuer"), dict) and isinstance(hosted.get("badge"), dict):
        online.fill(hosted["badge"], "issuer")


def _agree(baked: Any, hosted: Any) -> bool:
    try:
        return _is_same(baked, hosted)
    except RecursionError:  # nested so deeply that only malice explains it
        return False


def _is_same(baked: Any, hosted: Any) -> bool:
    """Tell whether two values say the same; an address and an object are compared by the object's id.

    >>> _is_same("https://a.example/1", {"id": "https://a.example/1", "name": "A"}), _is_same(None, False)
    (True, True)
    """
    if isinstance(baked, dict) and isinstance(hosted, dict) and not (_only_address(baked) or _only_address(hosted)):
        keys = (baked.keys() | hosted.keys()) - {"@context", "issuer"}
        return all(baked.get(key) == hosted.get(key) for key in keys) and _is_same(
            baked.get("issuer"), hosted.get("issuer")
        )
    if isinstance(baked, dict) or isinstance(hosted, dict):
        return _ident(baked) is not None and _ident(baked) == _ident(hosted)
    return bool((baked or None) == (hosted or None))


def _ident(value: Any) -> Any:
    return value.get("id") if isinstance(value, dict) else value


def _only_address(value: Any) -> str | None:
    """Give the web address that a value is, as a text or as an object that holds nothing else."""
    if isinstance(value, dict) and value.keys() <= _BARE:
        value = value.get("id")
    return value if isinstance(value, str) and _WEB.fullmatch(value) else None
