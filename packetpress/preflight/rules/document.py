"""The whole file: version, identification, printing condition, metadata (ISO 15930-7; ISO 32000-1)."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime, timedelta, timezone

import pikepdf
from pikepdf import Array, Dictionary

from packetpress.model import Vendor
from packetpress.preflight.findings import Finding

X4 = "PDF/X-4"
_MAX_XMP = 2_000_000
_PDFX = "http://www.npes.org/pdfx/ns/id/"
_PDF = "http://ns.adobe.com/pdf/1.3/"
_XMP = "http://ns.adobe.com/xap/1.0/"
_DC = "http://purl.org/dc/elements/1.1/"
_MM = "http://ns.adobe.com/xap/1.0/mm/"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_SAME = {
    "/Title": (_DC, "title"),
    "/Author": (_DC, "creator"),
    "/Subject": (_DC, "description"),
    "/Keywords": (_PDF, "Keywords"),
    "/Creator": (_XMP, "CreatorTool"),
    "/Producer": (_PDF, "Producer"),
    "/CreationDate": (_XMP, "CreateDate"),
    "/ModDate": (_XMP, "ModifyDate"),
    "/Trapped": (_PDF, "Trapped"),
}
"""Entry of Info -> the XMP property that says the same (ISO 15930-7; XMP, part 1)."""
_NEEDED = (
    *((_XMP, name) for name in ("CreateDate", "ModifyDate", "MetadataDate")),
    *((_MM, name) for name in ("DocumentID", "VersionID", "RenditionClass")),
    (_DC, "title"),
)

Properties = Mapping[tuple[str, str], str]


def encryption(pdf: pikepdf.Pdf, _: Vendor) -> Iterator[Finding]:
    if pdf.is_encrypted:
        yield Finding(X4, "encryption", "The file is protected with a password")


def version(pdf: pikepdf.Pdf, _: Vendor) -> Iterator[Finding]:
    if tuple(int(part) for part in pdf.pdf_version.split(".")) > (1, 6):
        yield Finding(
            X4,
            "version",
            f"The file is PDF {pdf.pdf_version}; PDF/X-4 is at most PDF 1.6",
        )


def file_identifier(pdf: pikepdf.Pdf, _: Vendor) -> Iterator[Finding]:
    if "/ID" not in pdf.trailer:
        yield Finding(X4, "file-identifier", "The file has no identifier")


def output_intent(pdf: pikepdf.Pdf, _: Vendor) -> Iterator[Finding]:
    given = pdf.Root.get("/OutputIntents", Array([]))
    intents = [each for each in given if str(each.get("/S", "")) == "/GTS_PDFX"]
    if len(intents) != 1:
        count = "no printing condition" if not intents else f"{len(intents)} printing conditions"
        yield Finding(X4, "output-intent", f"The file names {count} (GTS_PDFX); one is needed")
        return
    (intent,) = intents
    if not str(intent.get("/OutputConditionIdentifier", "")):
        yield Finding(X4, "output-intent", "The printing condition has no identifier")
    profile = intent.get("/DestOutputProfile")
    if not isinstance(profile, pikepdf.Stream):
        yield Finding(X4, "output-intent", "The profile of the printing condition is missing")
        return
    header = bytes(profile.get_stream_buffer())[:40]
    if header[36:40] != b"acsp" or header[12:16] != b"prtr":
        yield Finding(X4, "output-intent", "The printing condition's profile is not one of a press")
    elif header[16:20] != b"CMYK" or int(profile.get("/N", 0)) != 4:
        yield Finding(X4, "output-intent", "The printing condition's profile is not for four inks")


def identification(pdf: pikepdf.Pdf, _: Vendor) -> Iterator[Finding]:
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        yield Finding(X4, "identification", "The file has no XMP metadata")
        return
    if "/Filter" in stream:
        yield Finding(X4, "identification", "The XMP metadata is compressed")
    found = xmp(pdf)
    if found is None:
        yield Finding(X4, "identification", "The XMP metadata can't be read")
        return
    claim = found.get((_PDFX, "GTS_PDFXVersion"), "")
    if claim != "PDF/X-4":
        what = f"as “{claim}”" if claim else "as no PDF/X"
        yield Finding(X4, "identification", f"The file names itself {what}, not as PDF/X-4")
    missing = [name for space, name in _NEEDED if not found.get((space, name))]
    if missing:
        yield Finding(X4, "identification", f"The XMP metadata lacks {', '.join(missing)}")


def agreement(pdf: pikepdf.Pdf, _: Vendor) -> Iterator[Finding]:
    found = xmp(pdf)
    info = pdf.trailer.get("/Info")
    if found is None or not isinstance(info, Dictionary):
        return
    for key, name in _SAME.items():
        if key not in info or name not in found:
            continue
        text = str(info[key])
        one, other = text.removeprefix("/") if key == "/Trapped" else text, found[name]
        if key.endswith("Date"):
            same = _pdf_date(one) == _xmp_date(other) is not None
        else:
            same = one == other
        if not same:
            yield Finding(
                X4,
                "agreement",
                f"{key[1:]} is “{one[:80]}” in Info and “{other[:80]}” in XMP",
            )


def trapped(pdf: pikepdf.Pdf, _: Vendor) -> Iterator[Finding]:
    info = pdf.trailer.get("/Info")
    value = str(info.get("/Trapped", "")) if isinstance(info, Dictionary) else ""
    if value not in ("/True", "/False"):
        what = f"is “{value[1:]}”" if value else "isn't said"
        yield Finding(
            X4,
            "trapped",
            f"Whether the colours are trapped {what}; it has to be True or False",
        )


def actions(pdf: pikepdf.Pdf, _: Vendor) -> Iterator[Finding]:
    names = pdf.Root.get("/Names", Dictionary())
    if {"/OpenAction", "/AA"} & set(pdf.Root.keys()) or "/JavaScript" in names:
        yield Finding(X4, "actions", "The file does something by itself when it is opened")


def page_multiple(pdf: pikepdf.Pdf, vendor: Vendor) -> Iterator[Finding]:
    count, wanted = len(pdf.pages), vendor.page_multiple
    if count % wanted:
        yield Finding(
            vendor.title,
            "page-multiple",
            f"The file has {count} pages, which is not a multiple of {wanted}",
            hint=f"Add {wanted - count % wanted} pages for notes, or cut {count % wanted}.",
        )


RULES = (
    encryption,
    version,
    file_identifier,
    output_intent,
    identification,
    agreement,
    trapped,
    actions,
    page_multiple,
)


# ------------------------------------------------------------------------------------------------ XMP


def xmp(pdf: pikepdf.Pdf) -> Properties | None:
    """Simple values, and of lists the first item; None if it isn't XML that can be trusted."""
    stream = pdf.Root.get("/Metadata")
    if not isinstance(stream, pikepdf.Stream):
        return None
    try:
        data = bytes(stream.get_stream_buffer())
        # Entities are no part of XMP, and expanding them is an old way to fill a machine's memory.
        if len(data) > _MAX_XMP or b"<!ENTITY" in data or b"<!DOCTYPE" in data:
            return None
        root = ET.fromstring(data.strip(b"\x00"))  # noqa: S314  (no entities, size bounded)
    except (ET.ParseError, pikepdf.PdfError, ValueError):
        return None
    found: dict[tuple[str, str], str] = {}
    for description in root.iter(f"{{{_RDF}}}Description"):
        for key, value in description.attrib.items():
            found[_split(key)] = value
        for child in description:
            items = [each.text or "" for each in child.iter(f"{{{_RDF}}}li")]
            found[_split(child.tag)] = items[0] if items else (child.text or "").strip()
    return found


def _split(tag: str) -> tuple[str, str]:
    space, _, name = tag.removeprefix("{").rpartition("}")
    return space, name


_PDF_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+\-Z])(\d\d)?'?(\d\d)?'?)?")


def _pdf_date(text: str) -> datetime | None:
    """ISO 32000-1, 7.9.4."""
    found = _PDF_DATE.fullmatch(text)
    if found is None:
        return None
    year, month, day, hour, minute, second = (
        int(part) if part else default
        for part, default in zip(found.groups()[:6], (0, 1, 1, 0, 0, 0), strict=True)
    )
    offset = timedelta(hours=int(found[8] or 0), minutes=int(found[9] or 0))
    try:
        zone = timezone(-offset if found[7] == "-" else offset)
        return datetime(year, month, day, hour, minute, second, tzinfo=zone)
    except ValueError:
        return None


def _xmp_date(text: str) -> datetime | None:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return None
    return found if found.tzinfo else found.replace(tzinfo=UTC)
