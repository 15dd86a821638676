"""The page for many badges, in a real Chromium: pip install '.[browser]', a chromium on the PATH, pytest -m browser."""

from __future__ import annotations

import io
import shutil
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from conftest import FIXTURES
from PIL import Image

import badgepdf
from badgepdf import BadgeRecord, YearMonth, export, linkedin
from badgepdf.exporters.html_page.words import FIELDS, PAGE, SCRIPT
from badgepdf.record import Alignment, Competency, Notice, Profile, Recipient, Skill, Source

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

browser_only = pytest.mark.browser
FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
NOW = date(2026, 11, 23)


class Drawn:
    """A picture of one colour."""

    def __init__(self, colour: str) -> None:
        self.colour = colour

    def png(self) -> bytes:
        out = io.BytesIO()
        Image.new("RGBA", (600, 600), self.colour).save(out, "PNG")
        return out.getvalue()


ESCO = "http://data.europa.eu/esco/skill/2771554b-e7a8-43b0-925e-44543af011af"
AID = BadgeRecord(
    file="in/aid.pdf",
    name="First Aid",
    description="Bandages and calm.",
    recipient=Recipient("Ada Fictive"),
    issuer=Profile("Red Cross of Exampleton", "https://redcross.example.org"),
    issued_on=date(2025, 3, 1),
    expires_on=date(2027, 3, 1),
    skills=(Skill("calm"),),
    esco_competencies=(Competency("animer un groupe", ESCO),),
    credential_url="https://badges.example.org/b/1?x=1&y=2",
    credential_id="1",
    sources={"name": Source("printed", "the largest text", 1, (1.0, 2.0, 3.0, 4.0), "First  Aid")},
    warnings=(Notice("tags", "tags_not_separable", "one or two"),),
    picture=Drawn("teal"),
)
REPAIR = BadgeRecord(
    name="Réparer",
    issuer=Profile("Atelier"),
    issued_on=YearMonth(2024, 5),
    expires_on=YearMonth(2026, 12),
    skills=(Skill("souder"), Skill("calm")),
    alignments=(Alignment("RS5401", "https://example.org/rs5401"),),
    picture=Drawn("teal"),
)
OLD = BadgeRecord(name="Old", issuer=Profile("Atelier"), issued_on=date(2019, 1, 1), expires_on=date(2020, 1, 1))
UNREAD = BadgeRecord(name="Unread", warnings=(Notice("expires_on", "unreadable_date", "'31.02.2026'"),))
RECORDS = [AID, REPAIR, OLD, UNREAD]
EVIL = "\"><script>alert(1)</script><img src=x onerror=alert(2)>'`</script><!--${alert(3)}"
HOSTILE = BadgeRecord(
    file=EVIL,
    name=EVIL,
    description=EVIL + "x" * 10_000,
    recipient=Recipient(EVIL),
    issuer=Profile(EVIL, "javascript:alert(4)"),
    issued_on=date(2025, 1, 1),
    skills=(Skill(EVIL), Skill("y" * 10_000)),
    esco_competencies=(Competency(EVIL, "javascript:alert(5)"),),
    alignments=(Alignment(EVIL, "data:text/html,<script>alert(6)</script>"),),
    credential_url="javascript:alert(7)",
    credential_id=EVIL,
    sources={"name": Source("printed", EVIL, 1, None, EVIL), "skills[0]": Source("printed", EVIL, 1, None, EVIL)},
    warnings=(Notice("name", "x", EVIL),),
)


@pytest.mark.parametrize("words", [PAGE, SCRIPT, FIELDS], ids=["page", "script", "fields"])
def test_both_languages_have_the_same_words(words: dict[str, dict[str, str]]) -> None:
    assert list(words["en"]) == list(words["fr"])
    assert all(words["fr"][key].count("{") == text.count("{") for key, text in words["en"].items())


def test_the_page_is_the_same_each_time_and_has_each_picture_once() -> None:
    page = export(RECORDS, "html")
    assert page == export(RECORDS, "html")
    assert page.count("data:image/png;base64,") == 1


def test_a_thousand_pictures_stay_within_thirty_megabytes() -> None:
    """Of noise, which no format makes smaller."""
    import random

    from badgepdf.exporters.html_page import pictures

    noise = random.Random(1)  # noqa: S311
    kept = pictures.Pictures()
    for _ in range(40):
        out = io.BytesIO()
        Image.frombytes("RGB", (300, 300), noise.randbytes(270_000)).save(out, "PNG")
        assert kept.add(BadgeRecord(picture=Given(out.getvalue()))) is not None
    kept._scaled *= 25
    assert sum(map(len, kept.addresses)) < 25_000_000


class Given:
    """A picture as it is given."""

    def __init__(self, data: bytes) -> None:
        self.data = data

    def png(self) -> bytes:
        return self.data


def test_a_picture_that_is_lost_is_a_warning(tmp_path: Path) -> None:
    pdf = tmp_path / "b.pdf"
    shutil.copy(FIXTURES / "passport" / "fr.pdf", pdf)
    record = badgepdf.extract(pdf)
    pdf.unlink()
    page = export(record, "html")
    assert "its picture cannot be read" in page


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    from playwright.sync_api import sync_playwright

    path = shutil.which("chromium") or shutil.which("google-chrome")
    assert path, "these tests need a chromium on the PATH"
    with sync_playwright() as started:
        launched = started.chromium.launch(executable_path=path, args=FLAGS)
        yield launched
        launched.close()


Opener = Callable[..., "Page"]


@pytest.fixture
def opened(browser: Browser, tmp_path: Path) -> Iterator[Opener]:
    """Open a page of records; whatever it logs, asks the network for or pops up fails the test."""
    problems: list[str] = []
    context = browser.new_context(accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])

    def watch(page: Page) -> None:
        page.on("console", lambda message: problems.append(message.text))
        page.on("pageerror", lambda error: problems.append(str(error)))
        page.on("dialog", lambda dialog: problems.append(dialog.message))
        page.on("request", lambda request: problems.append(request.url) if request.url != address else None)

    address = (tmp_path / "page.html").as_uri()

    def show(records: list[BadgeRecord], lang: str = "en", **settings: Any) -> Page:
        (tmp_path / "page.html").write_text(export(records, "html", lang=lang), "utf-8")
        page = context.new_page()
        watch(page)
        page.emulate_media(**settings)
        page.clock.set_fixed_time(NOW.isoformat() + "T12:00:00")
        page.goto(address)
        return page

    yield show
    context.close()
    assert problems == []


def names(page: Page) -> list[str]:
    return page.locator(".badge h2").all_text_contents()


def panel(page: Page, name: str, kind: str) -> Any:
    found = page.locator(".badge", has=page.get_by_role("heading", name=name, exact=True)).locator(f"details.{kind}")
    found.locator("summary").click()
    found.locator("summary ~ *").first.wait_for()  # it is filled once the browser says that it is open
    return found


@browser_only
def test_copying_puts_each_field_on_the_clipboard(opened: Opener) -> None:
    page = opened(RECORDS)
    fields = panel(page, "First Aid", "linkedin")
    entry = linkedin(AID)
    expected = ["First Aid", entry.organization, "March 2025", "March 2027", "1", AID.credential_url, *entry.skills]
    copied = []
    for button in fields.get_by_role("button").all():
        button.click()
        page.locator("#said").get_by_text(": Copied").wait_for()
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    assert copied == expected
    assert fields.get_by_role("link", name="Open LinkedIn's form").get_attribute("href") == entry.add_url


@browser_only
def test_copying_works_by_keyboard_alone(opened: Opener) -> None:
    page = opened([AID])
    page.locator("details.linkedin summary").focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Name").first.wait_for()
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.get_by_text("Name: Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == "First Aid"


@browser_only
def test_done_is_remembered(opened: Opener) -> None:
    page = opened(RECORDS)
    panel(page, "First Aid", "linkedin").get_by_role("checkbox").check()
    assert page.locator("#progress-count").inner_text() == "1 of 4 on LinkedIn"
    page.reload()
    assert page.locator("#progress-count").inner_text() == "1 of 4 on LinkedIn"
    page.locator("#progress").select_option("done")
    assert names(page) == ["First Aid"]
    page.locator("#progress").select_option("open")
    assert names(page) == ["Old", "Réparer", "Unread"]


@browser_only
def test_the_picture_can_be_saved(opened: Opener, tmp_path: Path) -> None:
    page = opened(RECORDS)
    button = panel(page, "First Aid", "linkedin").get_by_role("link", name="Save the picture")
    with page.expect_download() as download:
        button.click()
    assert download.value.suggested_filename == "aid-First-Aid.png"
    download.value.save_as(tmp_path / "saved.png")
    with Image.open(tmp_path / "saved.png") as saved:
        assert saved.size == (400, 400)
        assert saved.convert("RGBA").getpixel((9, 9)) == (0, 128, 128, 255)


@browser_only
def test_filters(opened: Opener) -> None:
    page = opened(RECORDS)
    assert names(page) == ["Old", "Réparer", "First Aid", "Unread"]
    page.locator("#search").fill("repar SOUDER")
    page.get_by_text("1 of 4 badges").wait_for()
    assert names(page) == ["Réparer"]
    page.locator("#search").fill("")
    page.get_by_text("4 of 4 badges").wait_for()
    page.locator("#skill").select_option("calm")
    assert names(page) == ["Réparer", "First Aid"]
    page.locator("#issuer").select_option("Atelier")
    assert names(page) == ["Réparer"]
    page.locator("#skill").select_option("")
    page.locator("#issuer").select_option("")
    page.locator("#order").select_option("newest")
    assert names(page) == ["First Aid", "Réparer", "Old", "Unread"]


@browser_only
@pytest.mark.parametrize(
    ("state", "name", "told"),
    [
        ("valid", "First Aid", "Valid until March 1, 2027"),
        ("soon", "Réparer", "Expires soon: December 2026"),
        ("expired", "Old", "Expired January 1, 2020"),
        ("unknown", "Unread", "Its expiry could not be read"),
    ],
)
def test_states(opened: Opener, state: str, name: str, told: str) -> None:
    page = opened(RECORDS)
    page.locator("#state").select_option(state)
    assert names(page) == [name]
    assert page.locator(".state").inner_text() == told


@browser_only
def test_what_a_badge_shows(opened: Opener) -> None:
    page = opened([AID], lang="fr")
    text = page.locator(".badge").inner_text()
    assert "Décerné à Ada Fictive" in text
    assert "Délivré : 1 mars 2025" in text
    esco = page.get_by_role("link", name="animer un groupe").get_attribute("href")
    assert (
        esco == f"https://esco.ec.europa.eu/fr/classification/skill?uri={ESCO.replace(':', '%3A').replace('/', '%2F')}"
    )
    cells = panel(page, "First Aid", "origin").locator("td").all_inner_texts()
    assert cells == ["Nom", "First Aid", "1", "First  Aid", "printed: the largest text"]
    assert panel(page, "First Aid", "warnings").locator("li").all_inner_texts() == ["tags: one or two"]
    places = panel(page, "First Aid", "share").get_by_role("link")
    hosts = [place.evaluate("a => new URL(a.href).host") for place in places.all()]
    assert hosts == [
        "www.linkedin.com",
        "x.com",
        "www.facebook.com",
        "bsky.app",
        "share.joinmastodon.org",
        "pinterest.com",
    ]
    url = places.nth(1).evaluate("a => new URL(a.href).searchParams.get('url')")
    assert url == AID.credential_url
    assert "ESCO classification" in page.locator("footer").inner_text()


@browser_only
def test_skills_over_time(opened: Opener) -> None:
    page = opened(RECORDS)
    page.locator("#chart > summary").click()
    assert page.locator("#drawing circle").count() == 5
    assert page.locator("#drawing circle title").first.text_content() == "calm: Réparer, May 2024"
    page.locator("#search").fill("first")
    page.get_by_text("1 of 4 badges").wait_for()
    assert page.locator("#drawing circle").count() == 2


@browser_only
def test_hostile_records_do_nothing(opened: Opener) -> None:
    page = opened([HOSTILE])
    for kind in ("linkedin", "share", "origin", "warnings"):
        page.locator(f"details.{kind} > summary").click()
    page.locator("#chart > summary").click()
    assert names(page) == [" ".join(EVIL.split())]
    assert page.locator(".badge script, .badge img, #drawing script").count() == 0
    assert page.locator("script").count() == 3
    links = page.locator("a").evaluate_all("links => links.map(a => a.getAttribute('href'))")
    assert [link for link in links if not link.startswith("https://www.linkedin.com/profile/add?")] == []
    page.locator("details.linkedin button").first.click()
    page.get_by_text(": Copied").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == EVIL


@browser_only
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_axe_finds_nothing_serious(opened: Opener, scheme: str, lang: str) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(RECORDS, lang, color_scheme=scheme)
    for summary in page.locator("summary").all():
        summary.click()
    found = Axe().run(page).response["violations"]
    assert [(v["id"], v["nodes"][0]["html"]) for v in found if v["impact"] in ("serious", "critical")] == []


@browser_only
def test_it_fits_a_phone(opened: Opener) -> None:
    page = opened([*RECORDS, HOSTILE])
    page.set_viewport_size({"width": 360, "height": 700})
    for summary in page.locator(".badge summary").all():
        summary.click()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


@browser_only
def test_print_shows_badges_and_no_controls(opened: Opener) -> None:
    page = opened(RECORDS, media="print")
    assert not page.locator("#filters").is_visible()
    assert page.locator(".badge h2").first.is_visible()
    assert not page.locator("details.linkedin").first.is_visible()


@browser_only
def test_a_page_of_every_badge(opened: Opener, badges_of_folder: list[BadgeRecord]) -> None:
    page = opened(badges_of_folder)
    page.locator(f".badge:nth-child({len(badges_of_folder)})").wait_for(state="attached")
    shown = page.locator(".badge h2").all_text_contents()  # the inner text is not there until a badge is scrolled to
    assert len(shown) == len(badges_of_folder)
    assert {record.name for record in badges_of_folder if record.name} <= set(shown)


@browser_only
def test_a_page_of_no_badges(opened: Opener) -> None:
    page = opened([])
    assert page.locator("#count").inner_text() == "0 of 0 badges"
