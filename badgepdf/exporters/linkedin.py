"""LinkedIn's form "Licenses & certifications": its fields in its order, ready to be copied one by one.

Since 2026 LinkedIn no longer fills the form from a link, so the link only opens it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple
from urllib.parse import quote, urlencode

from ..languages import languages
from ..record import BadgeRecord, Day
from . import Exporter, by_date

_FORM = "https://www.linkedin.com/profile/add"


@dataclass(frozen=True, slots=True)
class LinkedInEntry:
    """What LinkedIn's form asks of one badge; months are numbers, absent is None."""

    name: str | None
    organization: str | None
    issue_year: int | None
    issue_month: int | None
    expiration_year: int | None
    expiration_month: int | None
    credential_id: str | None
    credential_url: str | None
    skills: tuple[str, ...]

    @property
    def add_url(self) -> str:
        """The link that opens the form, with the parameters it has been known to take."""
        parameters = {
            "startTask": "CERTIFICATION_NAME",
            "name": self.name,
            "organizationName": self.organization,
            "issueYear": self.issue_year,
            "issueMonth": self.issue_month,
            "expirationYear": self.expiration_year,
            "expirationMonth": self.expiration_month,
            "certUrl": self.credential_url,
            "certId": self.credential_id,
        }
        given = {key: value for key, value in parameters.items() if value is not None}
        return f"{_FORM}?{urlencode(given, quote_via=quote, safe='')}"


def linkedin(record: BadgeRecord) -> LinkedInEntry:
    """Give the fields of LinkedIn's form for a badge. Skills are those attested, ESCO competencies included.

    >>> linkedin(BadgeRecord(name="First Aid")).add_url
    'https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name=First%20Aid'
    """
    issued, expires = record.issued_on, record.expires_on
    names = [*(skill.name for skill in record.skills), *(c.name for c in record.esco_competencies)]
    return LinkedInEntry(
        name=record.name,
        organization=record.issuer.name,
        issue_year=issued.year if issued else None,
        issue_month=issued.month if issued else None,
        expiration_year=expires.year if expires else None,
        expiration_month=expires.month if expires else None,
        credential_id=record.credential_id,
        credential_url=record.credential_url,
        skills=tuple(dict.fromkeys(name for name in names if name)),
    )


class _Words(NamedTuple):
    section: str
    badge: str
    name: str
    organization: str
    issue_date: str
    expiration_date: str
    credential_id: str
    credential_url: str
    skills: str
    media: str
    absent: str
    picture: str
    link: str
    nothing: str


_WORDS = {
    "en": _Words(
        "LinkedIn: Licenses & certifications",
        "Badge {0} of {1}",
        "Name",
        "Issuing organization",
        "Issue date",
        "Expiration date",
        "Credential ID",
        "Credential URL",
        "Skills",
        "Media",
        "(not stated on the badge)",
        "(the badge's picture, if the PDF has one: --images DIR saves it)",
        "This link opens the form; LinkedIn no longer fills it in:",
        "No badges.",
    ),
    "fr": _Words(
        "LinkedIn : Licences et certifications",
        "Badge {0} sur {1}",
        "Nom",
        "Organisme de délivrance",
        "Date d'émission",
        "Date d'expiration",
        "ID du diplôme",
        "URL du diplôme",
        "Compétences",
        "Média",
        "(non indiqué sur le badge)",
        "(l'image du badge, si le PDF en contient une : --images DOSSIER l'enregistre)",
        "Ce lien ouvre le formulaire ; LinkedIn ne le remplit plus :",
        "Aucun badge.",
    ),
}


def _render(records: Sequence[BadgeRecord], lang: str) -> str:
    words = _WORDS[lang]
    if not records:
        return words.nothing + "\n"
    blocks = [f"{words.section}\n"]
    for number, record in enumerate(by_date(records), 1):
        title = words.badge.format(number, len(records))
        whose = [part for part in (record.recipient.name, record.file) if part]
        blocks.append("\n".join([title, "=" * len(title), *whose, "", *_lines(record, words, lang)]))
    return "\n".join(blocks)


def _lines(record: BadgeRecord, words: _Words, lang: str) -> Iterator[str]:
    entry = linkedin(record)
    rest = ((words.skills, "\n".join(entry.skills)), (words.media, words.picture))
    for label, value in (*form_fields(record, lang), *rest):
        yield f"[{label}]\n{value or words.absent}"
    yield f"\n{words.link}\n{entry.add_url}\n"


def form_fields(record: BadgeRecord, lang: str) -> list[tuple[str, str | None]]:
    """Give the labels of the form in a language with their values; what is left are skills and media."""
    words, entry = _WORDS[lang], linkedin(record)
    return [
        (words.name, entry.name),
        (words.organization, entry.organization),
        (words.issue_date, _month(record.issued_on, lang)),
        (words.expiration_date, _month(record.expires_on, lang)),
        (words.credential_id, entry.credential_id),
        (words.credential_url, entry.credential_url),
    ]


def _month(day: Day | None, lang: str) -> str | None:
    return f"{languages()[lang].month_names[day.month - 1]} {day.year}" if day else None


EXPORTER = Exporter("linkedin", "the fields of LinkedIn's form, to copy one by one", _render, tuple(_WORDS))
