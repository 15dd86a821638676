"""Fetching what a credential only gives the address of: what is reached, what never, and what is made of it."""

from __future__ import annotations

import copy
import gzip
import json
import pickle
import socket
import threading
import time
from typing import TYPE_CHECKING, Any

import httpx
import pytest
from test_assertion import baked

import badgepdf
from badgepdf import online
from badgepdf.errors import BadgePDFError
from badgepdf.online import Fetcher, FetchError, complete

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

PUBLIC = "93.184.215.14"
HOST = "https://badges.example.org"
URL = f"{HOST}/assertion/1"
BADGE = {"id": f"{HOST}/badge/1", "type": "BadgeClass", "name": "First Aid", "issuer": f"{HOST}/issuer/1"}
ISSUER = {"id": f"{HOST}/issuer/1", "type": "Profile", "name": "Red Cross"}
ASSERTION: dict[str, Any] = {
    "@context": "https://w3id.org/openbadges/v2",
    "id": URL,
    "recipient": {"type": "email", "identity": "a@example.org"},
    "issuedOn": "2024-03-01",
    "badge": BADGE["id"],
    "verification": {"type": "HostedBadge"},
}
INLINE: dict[str, Any] = {**ASSERTION, "badge": {**BADGE, "issuer": ISSUER}}
OB3: dict[str, Any] = {"id": "urn:uuid:1", "credentialSubject": {"achievement": {"name": "A"}}, "issuer": ISSUER["id"]}
SITE = {URL: ASSERTION, f"{HOST}/badge/1": BADGE, f"{HOST}/issuer/1": ISSUER}


def resolve(host: str) -> Sequence[str]:
    return {
        "inside.example.org": ["10.0.0.7"],
        "half.example.org": [PUBLIC, "127.0.0.1"],
        "mapped.example.org": ["::ffff:192.168.0.1"],
        "gone.example.org": [],
        "two.example.org": ["93.184.215.15", PUBLIC],
    }.get(host, [PUBLIC])


def asked_for(request: httpx.Request) -> str:
    return f"https://{request.headers['host']}{request.url.raw_path.decode()}"


def site(pages: dict[str, Any]) -> httpx.MockTransport:
    """Serve JSON for each address, or a status for a number; 404 for the rest."""

    def handle(request: httpx.Request) -> httpx.Response:
        page = pages.get(asked_for(request), 404)
        return httpx.Response(page) if isinstance(page, int) else httpx.Response(200, json=page)

    return httpx.MockTransport(handle)


def fetcher(handle: Callable[[httpx.Request], httpx.Response]) -> Fetcher:
    return Fetcher(httpx.MockTransport(handle), resolve)


def to(location: str) -> Callable[[httpx.Request], httpx.Response]:
    """Redirect the first address, and answer every other one."""

    def handle(request: httpx.Request) -> httpx.Response:
        first = asked_for(request) == URL
        return httpx.Response(302, headers={"location": location}) if first else httpx.Response(200, content=b"there")

    return handle


def never(request: httpx.Request) -> httpx.Response:
    raise AssertionError(f"{request.url} was asked")


def refusal(handle: Callable[[httpx.Request], httpx.Response], url: str = URL) -> str:
    with fetcher(handle) as web, pytest.raises(FetchError) as caught:
        web.fetch_json(url)
    assert caught.value.name == url
    return caught.value.fact


REFUSED = [
    ("http://badges.example.org/1", "only https"),
    ("ftp://badges.example.org/1", "only https"),
    ("file:///etc/passwd", "only https"),
    ("badges.example.org", "only https"),
    ("https://user:secret@badges.example.org/", "password"),
    ("https:///1", "no address of the web"),
    ("https://badges.example.org:70000/", "no address of the web"),
    ("https://gone.example.org/", "not known"),
    *(
        (f"https://{host}/", "private network")
        for host in (
            "inside.example.org",
            "half.example.org",
            "mapped.example.org",
            "127.0.0.1",
            "0.0.0.0",  # noqa: S104 - it is refused
            "10.1.2.3",
            "100.64.0.1",
            "169.254.169.254",
            "192.0.0.192",
            "224.0.0.1",
            "255.255.255.255",
            "[::]",
            "[::1]",
            "[::127.0.0.1]",
            "[fe80::1]",
            "[fd00::1]",
            "[ff0e::1]",
            "[::ffff:127.0.0.1]",
            "[64:ff9b::7f00:1]",
            "[64:ff9b:1::5db8:d70e]",
            "[2002:7f00:1::1]",
            "[2001:0:5db8:d70e::1]",
        )
    ),
]


@pytest.mark.parametrize(("url", "reason"), REFUSED)
def test_nothing_but_the_public_web_is_asked(url: str, reason: str) -> None:
    assert reason in refusal(never, url)


@pytest.mark.parametrize(
    ("location", "reason"), [case for case in REFUSED if "://" in case[0] and case[0] != "https:///1"]
)
def test_a_redirect_is_checked_like_the_first_address(location: str, reason: str) -> None:
    assert reason in refusal(to(location))


@pytest.mark.parametrize("address", [PUBLIC, "2606:4700::1111", "64:ff9b::5db8:d70e", "::ffff:93.184.215.14"])
def test_public_addresses_are_reached(address: str) -> None:
    web = Fetcher(
        httpx.MockTransport(lambda request: httpx.Response(200, content=request.url.raw_host)), lambda _: [address]
    )
    assert web.fetch(URL) == httpx.URL(URL).copy_with(host=address).raw_host


def test_the_connection_goes_to_the_address_that_was_checked() -> None:
    answers, seen = iter([[PUBLIC], ["127.0.0.1"]]), []

    def handle(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=b"{}")

    with Fetcher(httpx.MockTransport(handle), lambda _: next(answers)) as web:
        assert web.fetch("https://bücher.example.org:8443/1?a=b") == b"{}"
        with pytest.raises(FetchError, match="private network"):
            web.fetch(URL)
    (request,) = seen
    assert str(request.url) == f"https://{PUBLIC}:8443/1?a=b"
    assert request.headers["host"] == "xn--bcher-kva.example.org:8443"
    assert request.extensions["sni_hostname"] == "xn--bcher-kva.example.org"
    assert request.headers["accept"] == "application/ld+json, application/json"
    assert request.headers["connection"] == "close"
    assert not {"cookie", "authorization", "referer"} & request.headers.keys()
    assert request.extensions["timeout"] == dict.fromkeys(("connect", "read", "write", "pool"), 5.0)


def test_the_next_address_is_tried_where_one_cannot_be_reached() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        if request.url.host != PUBLIC:
            raise httpx.ConnectError("unreachable")
        return httpx.Response(200, content=b"here")

    assert fetcher(handle).fetch("https://two.example.org") == b"here"


def test_redirects_are_followed_three_times() -> None:
    def hops(count: int) -> Callable[[httpx.Request], httpx.Response]:
        steps = iter(range(count))
        return lambda _: httpx.Response(307, headers={"location": "/on"}) if next(steps, None) is not None else final

    final = httpx.Response(200, content=b"there")
    assert fetcher(to("../other")).fetch(URL) == b"there"
    assert fetcher(hops(3)).fetch(URL) == b"there"
    assert "more than 3 times" in refusal(hops(4))


def test_cookies_are_not_sent_back() -> None:
    def handle(request: httpx.Request) -> httpx.Response:
        assert "cookie" not in request.headers
        cookie = {"set-cookie": "session=1; Path=/"}
        return (
            httpx.Response(302, headers={"location": "/2", **cookie})
            if asked_for(request) == URL
            else httpx.Response(200, headers=cookie, content=b"{}")
        )

    web = fetcher(handle)
    assert (web.fetch(URL), web.fetch(URL)) == (b"{}", b"{}")


def test_proxies_and_netrc_of_the_environment_are_ignored(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://127.0.0.1:9")
    monkeypatch.setenv("ALL_PROXY", "http://127.0.0.1:9")
    made: list[dict[str, Any]] = []
    real = httpx.HTTPTransport

    def make(**options: Any) -> httpx.HTTPTransport:
        made.append(options)
        return real(**options)

    monkeypatch.setattr(httpx, "HTTPTransport", make)
    with Fetcher() as web:
        assert not web._client.trust_env
        assert not web._client._mounts
    (options,) = made
    assert options["trust_env"] is False
    assert options["limits"].max_keepalive_connections == 0


def test_closing_the_fetcher_closes_its_client() -> None:
    with fetcher(never) as web:
        assert not web._client.is_closed
    assert web._client.is_closed


def test_names_are_looked_up_once_and_a_wrong_one_is_unknown(monkeypatch: pytest.MonkeyPatch) -> None:
    asked = []

    def getaddrinfo(host: str, *_: object, **__: object) -> list[tuple[object, ...]]:
        asked.append(host)
        if host != "badges.example.org":
            raise socket.gaierror("no such name")
        return [(socket.AF_INET, 1, 6, "", (PUBLIC, 0)), (socket.AF_INET, 2, 17, "", (PUBLIC, 0))]

    monkeypatch.setattr(socket, "getaddrinfo", getaddrinfo)
    web = Fetcher(site(SITE))
    assert web.fetch_json(URL) == ASSERTION
    with pytest.raises(FetchError, match="not known"):
        web.fetch("https://other.example.org")
    assert asked == ["badges.example.org", "other.example.org"]


def pieces(size: int) -> Iterator[bytes]:
    yield from (b" " * 2**16 for _ in range(size // 2**16))


BOMB = gzip.compress(b" " * 2**28)
GZIP = {"content-encoding": "gzip"}


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (lambda: httpx.Response(200, content=pieces(3 * 2**20)), "larger than 2 MiB"),
        (lambda: httpx.Response(200, content=iter([BOMB]), headers=GZIP), "larger than 2 MiB"),
        (lambda: httpx.Response(200, content=iter([b"no gzip"]), headers=GZIP), "cannot be fetched"),
        (lambda: httpx.Response(200, content=iter([b"?"]), headers={"content-encoding": "br"}), "packed"),
        (lambda: httpx.Response(200, text="<html>"), "no JSON"),
        (lambda: httpx.Response(200, content=b"\xff\x00"), "no JSON"),
        (lambda: httpx.Response(200, content=b"[" * 10**5), "no JSON"),
        (lambda: httpx.Response(200, json=[ASSERTION]), "no JSON object"),
        (lambda: httpx.Response(204), "answered 204"),
        (lambda: httpx.Response(304), "answered 304"),
        (lambda: httpx.Response(404, json={}), "answered 404"),
        (lambda: httpx.Response(410), "answered 410"),
        (lambda: httpx.Response(302, headers={"location": "https://[::1"}), "cannot be fetched"),
    ],
)
def test_an_answer_that_is_of_no_use_says_why(answer: Callable[[], httpx.Response], reason: str) -> None:
    assert reason in refusal(lambda _: answer())


def test_a_bomb_is_never_unpacked() -> None:
    unpack = online._unpacker("gzip")
    assert len(unpack(BOMB, online.LARGEST + 1)) == online.LARGEST + 1


def test_packed_answers_are_unpacked() -> None:
    packed = gzip.compress(json.dumps(ASSERTION).encode())
    cut = (packed[i : i + 7] for i in range(0, len(packed), 7))
    assert fetcher(lambda _: httpx.Response(200, content=cut, headers=GZIP)).fetch_json(URL) == ASSERTION


def test_a_fetch_ends_at_its_deadline_whatever_hangs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(online, "DEADLINE", 0.05)
    over = threading.Event()

    def hang(_: object) -> Any:
        over.wait(5)
        return [PUBLIC]

    start = time.monotonic()
    try:
        assert "longer than 0.05 seconds" in refusal(hang)
        with pytest.raises(FetchError, match="longer than"):
            Fetcher(site(SITE), hang).fetch(URL)
    finally:
        over.set()
    assert time.monotonic() - start < 4


def test_what_trickles_in_stops_at_the_deadline(monkeypatch: pytest.MonkeyPatch) -> None:
    clock = iter(range(100))
    monkeypatch.setattr(time, "monotonic", lambda: next(clock) * 4)
    response = httpx.Response(200, content=(b"." for _ in range(50)))
    with pytest.raises(online._Refused, match="longer than 10 seconds"):
        online._body(response, deadline=10)
    assert next(clock) == 4


def test_timeouts_and_broken_connections_are_told() -> None:
    def fail(error: Exception) -> Callable[[httpx.Request], httpx.Response]:
        def handle(_: httpx.Request) -> httpx.Response:
            raise error

        return handle

    assert refusal(fail(httpx.ReadTimeout("slow"))) == "it did not answer in time"
    assert refusal(fail(httpx.ConnectError("refused"))) == "it cannot be fetched (refused)"
    assert refusal(fail(OSError())) == "it cannot be fetched (OSError)"


def test_a_fetcher_fetches_eight_times() -> None:
    web = Fetcher(site(SITE), resolve)
    assert {web.fetch(URL) for _ in range(8)}
    with pytest.raises(FetchError, match="8 addresses were asked"):
        web.fetch(URL)


def test_the_error_is_one_of_the_library_and_survives_a_trip() -> None:
    error = pickle.loads(pickle.dumps(FetchError(URL, "it answered 410", 410)))  # noqa: S301 - made on this line
    assert issubclass(FetchError, BadgePDFError)
    assert isinstance(error, FetchError)
    assert (str(error), error.status) == (f"{URL}: it answered 410; what the PDF says stands", 410)


def completed(data: dict[str, Any] | str, pages: dict[str, Any]) -> tuple[Any, list[str]]:
    before = copy.deepcopy(data)
    with Fetcher(site(pages), resolve) as web:
        full, notices = complete(data, web)
    assert data == before
    assert {notice.field for notice in notices} <= {"record"}
    return full, [notice.code for notice in notices]


DID = {**OB3, "issuer": "did:web:example.org"}
OTHER = {**ISSUER, "id": f"{HOST}/issuer/2"}
SIGNED = {**INLINE, "verification": {"type": "SignedBadge"}}
OLD = {"uid": "1", "verify": {"type": "hosted", "url": URL}, "badge": INLINE["badge"]}
HALF = {**ASSERTION, "badge": {**BADGE}}
PLAIN_HTTP = {**SIGNED, "badge": "http://badges.example.org/badge/1"}


@pytest.mark.parametrize(
    ("data", "pages", "full", "codes"),
    [
        # an address
        (URL, SITE, INLINE, ["fetched"] * 3),
        (URL, {}, None, ["not_fetched"]),
        (URL, {URL: 410}, None, ["revoked"]),
        (URL, {URL: {"id": URL, "revoked": True}}, None, ["fetched", "revoked", "not_fetched"]),
        (URL, {URL: {**INLINE, "revoked": True}}, {**INLINE, "revoked": True}, ["fetched", "revoked"]),
        (URL, {URL: {**INLINE, "id": f"{URL}0"}}, None, ["fetched", "fetched_differs"]),
        (URL, {URL: ISSUER | {"id": URL}}, None, ["fetched", "not_fetched"]),
        # what is only an address is filled in
        (ASSERTION, SITE, INLINE, ["fetched", "fetched_same", "fetched", "fetched"]),
        (HALF, SITE, INLINE, ["fetched", "fetched", "fetched_same", "fetched"]),
        ({**SIGNED, "badge": {"id": BADGE["id"]}}, SITE, SIGNED, ["fetched", "fetched"]),
        (SIGNED, {}, SIGNED, []),
        (PLAIN_HTTP, SITE, PLAIN_HTTP, ["not_fetched"]),
        ({**SIGNED, "badge": BADGE}, {ISSUER["id"]: OTHER}, {**SIGNED, "badge": BADGE}, ["fetched", "fetched_differs"]),
        (ASSERTION, {}, ASSERTION, ["not_fetched", "not_fetched"]),
        (OB3, SITE, {**OB3, "issuer": ISSUER}, ["fetched"]),
        ({**OB3, "issuer": {"id": ISSUER["id"], "type": ["Profile"]}}, SITE, {**OB3, "issuer": ISSUER}, ["fetched"]),
        ({"vc": OB3}, SITE, {"vc": {**OB3, "issuer": ISSUER}}, ["fetched"]),
        (OB3, {ISSUER["id"]: OTHER}, OB3, ["fetched", "fetched_differs"]),
        (OB3, {ISSUER["id"]: 410}, OB3, ["not_fetched"]),
        (DID, SITE, DID, []),
        # an inline assertion is held against the hosted one
        (INLINE, {URL: INLINE}, INLINE, ["fetched", "fetched_same"]),
        (INLINE, SITE, INLINE, ["fetched", "fetched", "fetched", "fetched_same"]),
        (INLINE, {URL: ASSERTION}, INLINE, ["fetched", "not_fetched", "fetched_same"]),
        (INLINE, {URL: {**INLINE, "issuedOn": "2020-01-01"}}, INLINE, ["fetched", "fetched_differs"]),
        (INLINE, {URL: {**INLINE, "revoked": True}}, INLINE, ["fetched", "revoked"]),
        (INLINE, {URL: {**INLINE, "revoked": False}}, INLINE, ["fetched", "fetched_same"]),
        (INLINE, {URL: {**INLINE, "id": f"{URL}0"}}, INLINE, ["fetched", "fetched_differs"]),
        (INLINE, {URL: 410}, INLINE, ["revoked"]),
        (INLINE, {URL: 404}, INLINE, ["not_fetched"]),
        (OLD, {URL: OLD}, OLD, ["fetched", "fetched_same"]),
    ],
)
def test_completing(data: Any, pages: dict[str, Any], full: Any, codes: list[str]) -> None:
    assert completed(data, pages) == (full, codes)


def test_notices_say_what_was_fetched_and_what_differs() -> None:
    hosted = {**ASSERTION, "badge": {**INLINE["badge"], "name": "Surgery"}, "expires": "2020-01-01", "recipient": None}
    _, notices = complete(INLINE, Fetcher(site({URL: hosted}), resolve))
    assert [notice.message for notice in notices] == [
        f"fetched {URL}",
        f"{URL} says otherwise on recipient, badge, expires; what is baked in stands",
    ]
    _, notices = complete(URL, Fetcher(site({}), resolve))
    assert [notice.message for notice in notices] == [f"{URL}: it answered 404"]


def test_a_badge_forged_around_a_true_address_differs() -> None:
    forged = {**INLINE, "badge": {**INLINE["badge"], "name": "Surgery"}}
    assert completed(forged, SITE) == (forged, ["fetched", "fetched", "fetched", "fetched_differs"])


def test_what_is_nested_without_end_differs() -> None:
    deep: dict[str, Any] = {}
    for _ in range(10**4):
        deep = {"issuer": deep, "name": "x"}
    assert not online._agree(deep, {"issuer": deep["issuer"], "name": "x"})


@pytest.fixture
def served(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Give the pages that every Fetcher sees."""
    pages: dict[str, Any] = dict(SITE)
    monkeypatch.setattr(online, "Fetcher", lambda: Fetcher(site(pages), resolve))
    return pages


def test_an_address_alone_becomes_a_record(served: dict[str, Any]) -> None:
    data = baked(key="openbadges", text=URL)
    assert badgepdf.extract(data).name is None
    record = badgepdf.extract(data, online=True)
    assert (record.name, record.issuer.name, str(record.issued_on)) == ("First Aid", "Red Cross", "2024-03-01")
    assert record.sources["name"].origin == "online"
    assert record.sources["credential_url"].origin == "baked"
    assert [w.message for w in record.warnings if w.code == "fetched"] == [f"fetched {url}" for url in served]


def test_verify_asks_for_revocation_and_for_the_key(served: dict[str, Any]) -> None:
    from test_verify import outcome, public, signed

    hosted = {**INLINE, "badge": {**INLINE["badge"], "issuer": {**ISSUER, "publicKey": f"{HOST}/key"}}}
    data = baked(key="openbadges", text=signed(hosted))
    assert outcome(data, "JWS signature")[0] == "not checkable"
    served[f"{HOST}/key"] = {"id": f"{HOST}/key", "publicKeyPem": public("RS256").decode()}
    result, reason = outcome(data, "JWS signature", online=True)
    assert (result, "the issuer's site publishes" in reason) == ("passed", True)
    plain = baked(key="openbadges", text=json.dumps(INLINE))
    assert outcome(plain, "revocation")[0] == "not checkable"
    assert outcome(plain, "revocation", online=True)[0] == "passed"
    served[URL] = 410
    assert outcome(plain, "revocation", online=True)[0] == "failed"
