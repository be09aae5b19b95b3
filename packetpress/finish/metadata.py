"""Info and XMP that say the same; the only date is the one in the sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, datetime, time
from hashlib import sha256
from typing import Any
from uuid import UUID

from pikepdf import Dictionary, Name, Pdf, String

from packetpress.model import Document

PRODUCER = "packetpress"


def title_of(document: Document) -> str:
    """ "Being with babies · Front-line practitioners · Participant packet"."""
    return " · ".join(filter(None, (document.title, document.audience, document.edition_label)))


def identifier(document: Document, content: bytes) -> str:
    """A UUID that the same document with the same pages always has (RFC 9562, version 8)."""
    seed = "\n".join((title_of(document), document.version, document.source_hash)).encode()
    number = bytearray(sha256(seed + sha256(content).digest()).digest()[:16])
    number[6] = number[6] & 0x0F | 0x80
    number[8] = number[8] & 0x3F | 0x80
    return f"uuid:{UUID(bytes=bytes(number))}"


def described(document: Document) -> Mapping[str, str]:
    """Entry of Info -> what it says of the document."""
    return {
        "Title": title_of(document),
        "Author": document.organisation,
        "Subject": document.subtitle,
        "Keywords": f"{document.version}, {document.source_hash}",
    }


def metadata(pdf: Pdf, document: Document, claims: Mapping[str, str] | None = None) -> None:
    """``claims``: XMP properties of the standards that the file meets, such as ``pdfuaid:part``."""
    stamp = datetime.combine(document.date, time(12), UTC)
    told = described(document)
    pdf.Root.Lang = String(document.language)
    pdf.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    if "/Info" in pdf.trailer:
        del pdf.trailer.Info
    texts: dict[str, Any] = {name: String(text) for name, text in told.items()}
    info = Dictionary(
        **texts,
        Creator=String(PRODUCER),
        Producer=String(PRODUCER),
        CreationDate=String(stamp.strftime("D:%Y%m%d%H%M%S+00'00'")),
        ModDate=String(stamp.strftime("D:%Y%m%d%H%M%S+00'00'")),
    )
    pdf.trailer.Info = pdf.make_indirect(info)
    properties = {
        "pdf:Keywords": told["Keywords"],
        "pdf:Producer": PRODUCER,
        "xmp:CreatorTool": PRODUCER,
        "xmp:CreateDate": stamp.isoformat(),
        "xmp:ModifyDate": stamp.isoformat(),
        "xmp:MetadataDate": stamp.isoformat(),
        **(claims or {}),
    }
    pdf.Root.Metadata = pdf.make_stream(
        _xmp(document, told["Title"], properties), Type=Name.Metadata, Subtype=Name.XML
    )


_NAMESPACES = {
    "dc": "http://purl.org/dc/elements/1.1/",
    "pdf": "http://ns.adobe.com/pdf/1.3/",
    "xmp": "http://ns.adobe.com/xap/1.0/",
    "pdfaid": "http://www.aiim.org/pdfa/ns/id/",
    "pdfuaid": "http://www.aiim.org/pdfua/ns/id/",
    "pdfxid": "http://www.npes.org/pdfx/ns/id/",
    "xmpMM": "http://ns.adobe.com/xap/1.0/mm/",
    "pdfaExtension": "http://www.aiim.org/pdfa/ns/extension/",
    "pdfaSchema": "http://www.aiim.org/pdfa/ns/schema#",
    "pdfaProperty": "http://www.aiim.org/pdfa/ns/property#",
}

_PDFUA_SCHEMA = """\
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file meets</pdfaProperty:description>
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
"""
"""PDF/A names only its own schemas; any other must be described (ISO 19005-2, 6.6.2.3)."""


def _xmp(document: Document, title: str, properties: Mapping[str, str]) -> bytes:
    """The packet, written out: the same bytes everywhere, and nothing that a library adds."""
    used = {"dc", *(name.split(":")[0] for name in properties)}
    extension = ""
    if "pdfuaid" in used and "pdfaid" in used:
        used |= {"pdfaExtension", "pdfaSchema", "pdfaProperty"}
        extension = _PDFUA_SCHEMA
    spaces = "".join(f' xmlns:{prefix}="{_NAMESPACES[prefix]}"' for prefix in sorted(used))
    simple = "".join(f"<{name}>{escape(value)}</{name}>\n" for name, value in sorted(properties.items()))
    text = (
        '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>\n'
        '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF'
        ' xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">\n'
        f'<rdf:Description rdf:about=""{spaces}>\n'
        f"{_localised('dc:title', title)}"
        f"<dc:creator><rdf:Seq><rdf:li>{escape(document.organisation)}</rdf:li></rdf:Seq></dc:creator>\n"
        f"{_localised('dc:description', document.subtitle)}"
        f"<dc:language><rdf:Bag><rdf:li>{escape(document.language)}</rdf:li></rdf:Bag></dc:language>\n"
        f"{simple}{extension}"
        '</rdf:Description></rdf:RDF></x:xmpmeta>\n<?xpacket end="w"?>'
    )
    return text.encode("utf-8")


def _localised(name: str, value: str) -> str:
    if not value:
        return ""
    item = f'<rdf:li xml:lang="x-default">{escape(value)}</rdf:li>'
    return f"<{name}><rdf:Alt>{item}</rdf:Alt></{name}>\n"


def escape(value: str) -> str:
    return value.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
