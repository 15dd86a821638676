"""What résumés, search engines and web pages get: held against checkers that nobody here wrote."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from schema_org import registry

from badgepdf import BadgeRecord, ExportError, YearMonth, export
from badgepdf.address import web_uri
from badgepdf.cli import main
from badgepdf.esco import STATEMENT, canonical, portal_address
from badgepdf.exporters import exporters
from badgepdf.exporters.sections import WORDS
from badgepdf.files import picture_names, save_pictures
from badgepdf.record import Activity, Alignment, Competency, Criteria, Profile, Recipient, Skill

TARGETS = ("jsonresume", "schemaorg", "markdown", "wordpress")
URI = "http://data.europa.eu/esco/skill/c81e728d-9d4c-2f63-6f06-7f89cc14862c"
RECORD = BadgeRecord(
    file="in/ada.pdf",
    name="Médiation & numérique",
    description="Première ligne.\n\nSeconde *ligne*.",
    recipient=Recipient("Ada Fictive", "ada@example.org"),
    issuer=Profile("Université d'Exemple", "https://example.org/é"),
    issued_on=date(2024, 3, 1),
    expires_on=YearMonth(2027, 2),
    skills=(Skill("animer", 90),),
    esco_competencies=(Competency("écouter", URI), Competency(None, URI), Competency("parler"), Competency()),
    alignments=(Alignment("Cadre", "https://example.org/cadre", None, "DigComp"),),
    criteria=Criteria("javascript:alert(1)", "Un texte."),
    credential_url="https://badges.example.org/b/1?x=1&copy=2",
    credential_id="1",
)
HOSTILE = (
    "<script>alert(1)</script>",
    "<!-- /wp:paragraph --><!-- wp:html -->",
    "[x](javascript:alert(1))",
    "![x](https://example.org/x.png)",
    "# x\n\n## y ##",
    "1. x\n2) y\n- z\n+ z\n* z",
    "a\n=\nb\n---\n***",
    "| a | b |\n|---|---|\n| c | d |",
    "[gallery] https://example.org/video {{ site }} www.example.org",
    "[a]: https://example.org\n[a]",
    "`code` ``` ~~~ **b** __c__ ~~d~~ &copy; &#60; \\* <https://example.org> me@example.org",
    "https://example.org/v",
    "    indented\n\tby a tab",
    "a\x00b\x1b[31mc\u2028d\\",
    '"><img src=x onerror=alert(1)>',
    "> [!NOTE]\n> x",
    "\u2028",
)
ADDRESSES = (
    "javascript:alert(1)",
    "data:text/html,x",
    "https://me:pw@example.org/",
    'https://example.org/"><b>)>\\&copy;[x]{y}|`é%zz?a=[1]#<',
    "https://example.org/a(b",
    "https://[::1]:8080/x",
    "https://example.org:port/",
)


def words_of(text: str | None) -> list[str]:
    """Give what has to be seen of a text: its words, whatever stands between them, without what can't be shown."""
    bare = (re.sub(r"[\x00-\x1f\x7f-\x9f]", "", word) for word in (text or "").split())
    return [word for word in bare if word]


def seen_in(record: BadgeRecord, lang: str) -> list[str]:
    """Give the words that a page about a badge has to show: its values, with the target's own words around them."""
    words = WORDS[lang]
    esco = [c.name or (canonical(c.uri) if c.uri else None) for c in record.esco_competencies]
    lists = (
        (words.skills, [skill.name for skill in record.skills], ""),
        (words.esco_competencies, esco, STATEMENT),
        (words.alignments, [a.name or a.url for a in record.alignments], ""),
    )
    facts = (
        (words.recipient, record.recipient.name),
        (words.issuer, record.issuer.name),
        (words.identifier, record.credential_id),
    )
    links = ((words.credential, record.credential_url), (words.criteria, record.criteria.url))
    seen = [*(words_of(record.name) or [words.badge]), *words_of(record.description)]
    for label, value in facts:
        seen += words_of(f"{label} {value}") if words_of(value) else []
    for title, items, note in lists:
        found = [word for item in items for word in words_of(item)]
        seen += [*title.split(), *found, *note.split()] if found else []
    for text, url in links:
        seen += text.split() if url and web_uri(url) else []
    return seen


def undated(record: BadgeRecord) -> BadgeRecord:
    """Take off the days, which are shown in words."""
    return replace(record, issued_on=None, expires_on=None, activity=None)


texts = st.one_of(st.sampled_from(HOSTILE), st.text(st.characters(exclude_categories=["Cs"]), max_size=40))
marked = st.text(st.sampled_from("\\`*_{}[]<>()#+-.!|~&=:;$^@%/\"' \n\t1a\x00wW"), max_size=24)
values = st.one_of(st.none(), texts, marked)
addresses = st.one_of(st.none(), st.sampled_from(ADDRESSES), texts.map("https://example.org/{}".format))
records = st.builds(
    BadgeRecord,
    name=values,
    description=values,
    recipient=st.builds(Recipient, values),
    issuer=st.builds(Profile, values, addresses),
    skills=st.lists(st.builds(Skill, st.one_of(texts, marked)), max_size=2).map(tuple),
    esco_competencies=st.lists(
        st.builds(Competency, values, st.one_of(st.none(), st.just(URI), addresses)), max_size=2
    ).map(tuple),
    alignments=st.lists(st.builds(Alignment, values, addresses), max_size=2).map(tuple),
    criteria=st.builds(Criteria, addresses),
    credential_url=addresses,
    credential_id=values,
)
every_hostile_text = tuple(
    BadgeRecord(
        name=text,
        description=text,
        recipient=Recipient(text),
        issuer=Profile(text, "https://example.org/" + text.replace("\n", "")),
        skills=(Skill(text),),
        esco_competencies=(Competency(text, URI),),
        alignments=(Alignment(text, text),),
        credential_url=text,
        credential_id=text,
    )
    for text in HOSTILE
)


# jsonresume


def test_a_resume_has_the_keys_of_the_format_and_no_others_than_are_known() -> None:
    data = json.loads(export([RECORD, BadgeRecord()], "jsonresume"))
    assert data == {
        "certificates": [
            {
                "name": "Médiation & numérique",
                "date": "2024-03-01",
                "issuer": "Université d'Exemple",
                "url": "https://badges.example.org/b/1?x=1&copy=2",
                "expires": "2027-02",
                "id": "1",
                "skills": ["animer"],
                "escoCompetencies": [{"name": "écouter", "uri": URI}, {"uri": URI}, {"name": "parler"}],
            },
            {},
        ]
    }
    assert json.loads(export(RECORD, "jsonresume"))["basics"] == {"name": "Ada Fictive"}
    assert json.loads(export([], "jsonresume")) == {"certificates": []}


@given(records, st.dates())
@example(BadgeRecord(name="x"), date(999, 1, 1))
def test_a_resume_holds_nothing_that_the_format_does_not_allow(record: BadgeRecord, day: date) -> None:
    data = json.loads(export(replace(record, issued_on=day), "jsonresume"))
    (certificate,) = data["certificates"]
    for key in ("name", "issuer", "id", "url", "date"):
        assert isinstance(certificate.get(key, ""), str)
    assert re.fullmatch(r"|[1-2]\d{3}-[0-1]\d-[0-3]\d", certificate.get("date", ""))
    assert re.fullmatch(
        r"|https?://([\w.~!$&'()*+,;=:@/?#\[\]-]|%[0-9A-Fa-f]{2})+", certificate.get("url", ""), re.ASCII
    )


# schemaorg


def check_node(node: dict[str, Any]) -> None:
    """Hold a node against the vocabulary: its type, its properties' domains, its values' ranges."""
    kind = node["@type"]
    kinds = {kind, *registry.ancestry(kind)}
    for key, value in node.items():
        if key.startswith("@"):
            continue
        about = registry.PROPERTY_BY_SCHEMA[key]
        assert kinds & set(about.domains), f"{kind} has no {key}"
        assert about.superseded_by is None
        for item in value if isinstance(value, list) else [value]:
            check_value(key, item, set(about.ranges))


def check_value(key: str, value: Any, ranges: set[str]) -> None:
    if isinstance(value, dict):
        assert ranges & {value["@type"], *registry.ancestry(value["@type"])}, f"{key}: {value['@type']}"
        check_node(value)
    elif "Date" in ranges:
        assert re.fullmatch(r"\d{4}-\d\d(-\d\d)?", value), f"{key}: {value}"
    elif "Text" not in ranges:
        assert "URL" in ranges, f"{key}: {value}"
        assert web_uri(value) == value


def graph(*given: BadgeRecord) -> list[dict[str, Any]]:
    data = json.loads(export(given, "schemaorg"))
    assert data["@context"] == "https://schema.org"
    nodes: list[dict[str, Any]] = data["@graph"]
    for node in nodes:
        check_node(node)
    return nodes


def test_a_credential_in_the_words_of_schema_org() -> None:
    (person,) = graph(RECORD)
    (credential,) = person["hasCredential"]
    assert (person["name"], "email" in person) == ("Ada Fictive", False)
    assert (credential["datePublished"], credential["expires"]) == ("2024-03-01", "2027-02")
    assert credential["recognizedBy"] == {
        "@type": "Organization",
        "name": "Université d'Exemple",
        "url": "https://example.org/%C3%A9",
    }
    skill, esco, unnamed, unlinked, other = credential["competencyRequired"]
    assert skill == {"@type": "DefinedTerm", "name": "animer"}
    assert (esco["name"], esco["@id"], esco["termCode"]) == ("écouter", URI, URI.rpartition("/")[2])
    assert (esco["url"], esco["inDefinedTermSet"]["creditText"]) == (portal_address(URI, "en"), STATEMENT)
    assert ("name" in unnamed, unnamed["@id"], "@id" in unlinked) == (False, URI, False)
    assert other["inDefinedTermSet"] == {"@type": "DefinedTermSet", "name": "DigComp"}


def test_a_person_has_all_their_badges_and_a_badge_of_nobody_known_stands_alone() -> None:
    ada, grace = Recipient("Ada"), Recipient(None, "grace@example.org")
    given = [
        BadgeRecord(name="2", recipient=ada, issued_on=date(2024, 2, 1)),
        BadgeRecord(name="?", issued_on=date(2020, 1, 1)),
        BadgeRecord(name="3", recipient=grace, issued_on=date(2024, 3, 1)),
        BadgeRecord(name="1", recipient=ada, issued_on=date(2024, 1, 1)),
        BadgeRecord(name="4", recipient=Recipient("Ada", "ada@example.org"), issued_on=date(2024, 4, 1)),
    ]
    found = [(n.get("name"), [c["name"] for c in n.get("hasCredential", ())]) for n in graph(*given)]
    assert found == [("Ada", ["1", "2"]), (None, ["3"]), ("Ada", ["4"]), ("?", [])]
    assert graph() == []
    assert "grace@" not in export(given, "schemaorg")


@given(records)
def test_whatever_a_badge_says_is_schema_org_and_stays_inside_a_script(record: BadgeRecord) -> None:
    text = export(record, "schemaorg")
    assert not set("<>&\u2028\u2029") & set(text)
    (node,) = graph(record)
    (credential,) = node.get("hasCredential", [node])
    assert credential.get("name") == (record.name or None)


def test_every_badge_is_schema_org(badges_of_folder: list[BadgeRecord]) -> None:
    assert graph(*badges_of_folder)


# markdown

PLAIN = MarkdownIt("commonmark")
TABLED = MarkdownIt("commonmark").enable(["table", "strikethrough"])
TAGS = {"h2", "h3", "p", "ul", "li", "a", "strong", "br", ""}


def flat(tokens: Iterable[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from flat(token.children or ())


def rendered(text: str, parser: MarkdownIt = PLAIN) -> tuple[list[str], set[str], list[str]]:
    """Give the words that a reader sees, the tags, and the addresses."""
    tokens = list(flat(parser.parse(text)))
    shown = (token.content if token.type == "text" else " " for token in tokens)
    hrefs = [str(v) for token in tokens for v in (token.attrs.get("href"), token.attrs.get("src")) if v]
    return "".join(shown).split(), {token.tag for token in tokens}, hrefs


@given(records)
def test_markdown_shows_a_badges_values_and_does_nothing_else(record: BadgeRecord) -> None:
    check_markdown(record)


@pytest.mark.parametrize("record", every_hostile_text, ids=lambda r: repr(r.name))
def test_markdown_of_hostile_texts(record: BadgeRecord) -> None:
    check_markdown(record)


def test_markdown_of_every_badge(badges_of_folder: list[BadgeRecord]) -> None:
    for record in badges_of_folder:
        check_markdown(undated(record))


def check_markdown(record: BadgeRecord) -> None:
    for lang in WORDS:
        for parser in (PLAIN, TABLED):
            shown, tags, hrefs = rendered(export(record, "markdown", lang=lang), parser)
            assert shown == seen_in(record, lang)
            assert tags <= TAGS
            assert all(href.startswith(("http://", "https://")) for href in hrefs)
            assert {unquote(href) for href in hrefs} == {unquote(a) for a in addresses_of(record, lang)}


def addresses_of(record: BadgeRecord, lang: str) -> Iterator[str]:
    """Give the addresses that a page about a badge leads to."""
    for c in record.esco_competencies:
        if (uri := canonical(c.uri) if c.uri else None) and (words_of(c.name) or not c.name):
            yield portal_address(uri, lang) or ""
    named = [(a.name or a.url, a.url) for a in record.alignments] + [(record.issuer.name, record.issuer.url)]
    alone = [("link", record.credential_url), ("link", record.criteria.url)]
    for text, url in named + alone:
        if words_of(text) and url and (address := web_uri(url)):
            yield address


def test_markdown_in_french() -> None:
    text = export(RECORD, "markdown", lang="fr")
    assert text.startswith("## Médiation \\& numérique\n\nPremière ligne.\\\nSeconde \\*ligne\\*.\n\n")
    assert "- **Émis le :** 1er mars 2024\n- **Expire le :** février 2027\n" in text
    assert f"- [écouter]({portal_address(URI, 'fr')})\n" in text
    assert "classification/skill?uri=http%3A%2F%2Fdata.europa.eu%2Fesco%2Fskill%2F" in (portal_address(URI, "fr") or "")
    assert f"\n\n{STATEMENT}\n\n" in text
    assert "javascript" not in text
    assert export([], "markdown", lang="fr") == "Aucun badge.\n"


def test_an_activity_is_told_in_words() -> None:
    activity = Activity(date(2026, 2, 3), date(2026, 3, 14), "Münster")
    assert "- **Activity:** 3 February 2026 – 14 March 2026, Münster\n" in export(
        BadgeRecord(activity=activity), "markdown"
    )
    one_day = Activity(date(2026, 2, 3), date(2026, 2, 3))
    assert "- **Activity:** 3 February 2026\n" in export(BadgeRecord(activity=one_day), "markdown")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("skill/S1.4.1", "skill"),
        ("isced-f/06", "skill"),
        ("occupation/C2512.4", "occupation"),
        ("isco/C2512", "occupation"),
    ],
)
def test_the_portal_has_a_page_for_each_kind(path: str, kind: str) -> None:
    address = portal_address(f"http://data.europa.eu/esco/{path}", "de")
    assert address == f"https://esco.ec.europa.eu/de/classification/{kind}?uri=" + quote(
        f"http://data.europa.eu/esco/{path}", safe=""
    )


# wordpress

EXPECTED = {
    "div": {"class": "wp-block-group"},
    "h2": {"class": "wp-block-heading"},
    "h3": {"class": "wp-block-heading"},
    "ul": {"class": "wp-block-list"},
    "figure": {"class": "wp-block-image"},
    **{tag: {} for tag in ("p", "li", "strong", "br")},
}
BLOCKS = {"group", "heading", "image", "paragraph", "list", "list-item"}


class Page(HTMLParser):
    """What a browser makes of a fragment: text, tags with their attributes, comments."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.text = ""
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.comments: list[str] = []
        self.feed(text)
        self.close()

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self.text += " " if tag == "br" else ""

    def handle_comment(self, data: str) -> None:
        self.comments.append(data)


def check_wordpress(record: BadgeRecord, lang: str) -> None:
    text = export(record, "wordpress", lang=lang)
    page = Page(text)
    assert page.text.split() == seen_in(record, lang)
    links = [attrs for tag, attrs in page.tags if tag == "a"]
    assert all(set(attrs) == {"href"} for attrs in links)
    assert {attrs["href"] for attrs in links} == set(addresses_of(record, lang))
    assert all(attrs == EXPECTED[tag] for tag, attrs in page.tags if tag != "a")
    open_blocks: list[str] = []
    for comment in page.comments:
        match = re.fullmatch(r" (/?)wp:([a-z-]+)( \{[^<>]*\})? ", comment)
        assert match
        assert match[2] in BLOCKS
        if match[1]:
            assert open_blocks.pop() == match[2]
        else:
            open_blocks.append(match[2])
    assert open_blocks == []
    assert "[" not in text
    assert not re.search(r">\s*https?://", text)


@given(records)
def test_wordpress_shows_a_badges_values_and_does_nothing_else(record: BadgeRecord) -> None:
    check_wordpress(record, "en")


@pytest.mark.parametrize("record", every_hostile_text, ids=lambda r: repr(r.name))
def test_wordpress_of_hostile_texts(record: BadgeRecord) -> None:
    check_wordpress(record, "fr")


def test_wordpress_of_every_badge(badges_of_folder: list[BadgeRecord]) -> None:
    for record in badges_of_folder:
        check_wordpress(undated(record), "fr")


def test_wordpress_in_blocks() -> None:
    text = export(BadgeRecord(name="L'été & vous"), "wordpress")
    assert text == (
        '<!-- wp:group {"layout":{"type":"constrained"}} -->\n'
        '<div class="wp-block-group"><!-- wp:heading -->\n'
        '<h2 class="wp-block-heading">L\'été &amp; vous</h2>\n'
        "<!-- /wp:heading --></div>\n"
        "<!-- /wp:group -->\n"
    )
    assert export([], "wordpress") == "<!-- wp:paragraph -->\n<p>No badges.</p>\n<!-- /wp:paragraph -->\n"


# pictures


class Shown:
    """A picture that is there, or that can't be read."""

    def __init__(self, data: bytes | None = b"png") -> None:
        self.data = data

    def png(self) -> bytes:
        if self.data is None:
            raise ExportError("x", "is gone", "bring it back")
        return self.data


def test_pictures_have_the_addresses_of_the_files_that_are_saved(tmp_path: Path) -> None:
    given = [
        BadgeRecord(file="é.pdf", name='N"<[x]', picture=Shown(), issued_on=date(2024, 2, 1)),
        BadgeRecord(file="é.pdf", name='N"<[x]', picture=Shown(b"other"), issued_on=date(2024, 1, 1)),
        BadgeRecord(file="é.pdf", name="gone", picture=Shown(None)),
        BadgeRecord(file="é.pdf", name="none"),
    ]
    saved = [Path(path).name for path in save_pictures(given, str(tmp_path)) if isinstance(path, str)]
    assert saved == [name for name in picture_names(given) if name] == ["é-N-x.png", "é-N-x-2.png"]
    folder = "https://example.org/up loads".replace(" ", "é")
    _, _, addresses = rendered(export(given, "markdown", images=folder))
    assert addresses == [f"https://example.org/up%C3%A9loads/{quote(name)}" for name in reversed(saved)]
    page = Page(export(given, "wordpress", images=folder + "/"))
    images = [attrs for tag, attrs in page.tags if tag == "img"]
    assert images == [
        {"src": f"https://example.org/up%C3%A9loads/{name}", "alt": 'N"<[x]'} for name in ("e-N-x-2.png", "e-N-x.png")
    ]


@pytest.mark.parametrize("target", ["markdown", "wordpress"])
@pytest.mark.parametrize("value", ["javascript:alert(1)", "pictures/", "https://example.org/?x="])
def test_a_folder_of_pictures_is_an_address(target: str, value: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(ValueError, match="no address of a folder"):
        export(RECORD, target, images=value)
    assert main(["extract", "x.pdf", "--to", target, "--option", f"images={value}"]) == 2
    assert "as https://example.org/badges/" in capsys.readouterr().err


@pytest.mark.parametrize("target", ["markdown", "wordpress"])
def test_without_an_address_no_picture_is_looked_at(target: str) -> None:
    record = BadgeRecord(name="x", picture=Shown(None))
    assert "img" not in html.unescape(export(record, target))


# all


@pytest.mark.parametrize("target", TARGETS)
def test_what_is_written_ends_its_line_and_nothing_is_changed(target: str) -> None:
    before = RECORD.to_dict()
    for badges in ([], [RECORD], [BadgeRecord(), RECORD]):
        assert export(badges, target).endswith("\n")
        assert not export(badges, target).endswith("\n\n")
    assert RECORD.to_dict() == before
    assert target in exporters()


@pytest.mark.parametrize(
    ("address", "uri"),
    [
        ("https://example.org/é ", None),
        ("https://example.org/%zz%41", "https://example.org/%25zz%41"),
        ("https://[::1]:80/[a]", "https://[::1]:80/%5Ba%5D"),
        ("https://exämple.org/?q=<é>#[", "https://ex%C3%A4mple.org/?q=%3C%C3%A9%3E#%5B"),
        ("https://example.org:99999/", None),
        ("mailto:me@example.org", None),
    ],
)
def test_addresses_in_the_characters_that_addresses_have(address: str, uri: str | None) -> None:
    assert web_uri(address) == uri
