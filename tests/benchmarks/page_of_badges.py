"""How large the page of many badges is, and how fast a Chromium opens and filters it.

    python tests/benchmarks/page_of_badges.py [COUNT] [--rounds N]

Each badge has a picture of its own, so that none is spared by being there already. Needs the extra `browser` and a
chromium on the PATH. Filtering ends when the badges that fit are shown and the browser has drawn a frame.
"""

from __future__ import annotations

import argparse
import io
import random
import shutil
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from PIL import Image, ImageDraw
from playwright.sync_api import Page, sync_playwright

from badgepdf import BadgeRecord, export
from badgepdf.record import Competency, Profile, Recipient, Skill, Source

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
WORDS = ("animer", "écouter", "souder", "mesurer", "publier", "coder", "vérifier", "planifier", "traduire")
CHOOSE = (
    "() => { const s = document.querySelector('#issuer'); s.value = 'VALUE'; s.dispatchEvent(new Event('change')) }"
)
FRAME = "() => new Promise(done => requestAnimationFrame(() => setTimeout(done)))"


class Picture:
    """A picture with a gradient and some shapes, drawn anew each time, as one in a PDF is decoded anew."""

    def __init__(self, seed: int) -> None:
        self.seed = seed

    def png(self) -> bytes:
        drawn = random.Random(self.seed)  # noqa: S311
        image = Image.radial_gradient("L").resize((600, 600)).convert("RGBA")
        pen = ImageDraw.Draw(image)
        for _ in range(12):
            x, y, r = (drawn.randrange(20, 580) for _ in range(3))
            pen.ellipse((x - r / 4, y - r / 4, x + r / 4, y + r / 4), fill=tuple(drawn.randbytes(3)))
        out = io.BytesIO()
        image.save(out, "PNG", compress_level=1)
        return out.getvalue()


def badge(number: int) -> BadgeRecord:
    drawn = random.Random(number)  # noqa: S311
    skills = tuple(Skill(f"{word} {drawn.randrange(9)}") for word in drawn.sample(WORDS, 4))
    issued = date(2015, 1, 1) + timedelta(days=drawn.randrange(4000))
    origin = Source("printed", "right of the label", 1, (10.0, 10.0, 100.0, 20.0), "some text as it is printed")
    return BadgeRecord(
        file=f"received/{number}.pdf",
        name=f"Badge {number} {drawn.choice(WORDS)}",
        description="What the holder of this badge did, in two or three sentences. " * 3,
        recipient=Recipient(f"Person {number % 300}"),
        issuer=Profile(f"Issuer {number % 40}", "https://issuer.example.org"),
        issued_on=issued,
        expires_on=issued + timedelta(days=1200) if number % 3 else None,
        skills=skills,
        esco_competencies=(Competency("animer un groupe", "http://data.europa.eu/esco/skill/S1.4.1"),),
        credential_url=f"https://badges.example.org/b/{number}",
        credential_id=str(number),
        sources=dict.fromkeys(("name", "recipient.name", "issuer.name", "issued_on", "skills[0]"), origin),
        picture=Picture(number),
    )


def timed(page: Page, act: str) -> float:
    started = time.perf_counter()
    page.evaluate(act)
    page.evaluate(FRAME)
    return time.perf_counter() - started


def main() -> None:
    parser = argparse.ArgumentParser(description="the page of many badges")
    parser.add_argument("count", nargs="?", type=int, default=1000)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    started = time.perf_counter()
    text = export([badge(number) for number in range(options.count)], "html")
    print(
        f"{options.count} badges: written in {time.perf_counter() - started:.1f} s, {len(text.encode()) / 1e6:.1f} MB"
    )
    showing, opening, filtering, searching = [], [], [], []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as started_playwright:
        file = Path(folder, "page.html")
        file.write_text(text, "utf-8")
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = started_playwright.chromium.launch(executable_path=path, args=FLAGS)
        for _ in range(options.rounds):
            page = browser.new_page()
            began = time.perf_counter()
            page.goto(file.as_uri(), wait_until="commit")
            page.locator(".badge").first.wait_for()
            page.evaluate(FRAME)
            showing.append(time.perf_counter() - began)
            page.locator(f".badge:nth-child({options.count})").wait_for(state="attached")
            page.evaluate(FRAME)
            opening.append(time.perf_counter() - began)
            filtering.append(timed(page, CHOOSE.replace("VALUE", "Issuer 7")))
            filtering.append(timed(page, CHOOSE.replace("VALUE", "")))
            page.evaluate("document.querySelector('#search').value = 'souder 3'")
            began = time.perf_counter()
            page.evaluate("document.querySelector('#search').dispatchEvent(new Event('input'))")
            page.get_by_text(f" of {options.count} badges").filter(has_not_text=f"{options.count} of").wait_for()
            page.evaluate(FRAME)
            searching.append(time.perf_counter() - began)
            page.close()
        browser.close()
    for name, times in (
        ("first badges shown", showing),
        ("all there", opening),
        ("filtered", filtering),
        ("searched", searching),
    ):
        print(f"{name} in {statistics.median(times):.2f} s (median), {max(times):.2f} s (slowest of {len(times)})")


if __name__ == "__main__":
    main()
