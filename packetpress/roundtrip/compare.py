"""Facts of a file before and after a pass in; what the later ones lack, in words, out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from packetpress.roundtrip.facts import Facts, OutlineItem, PageFacts, Tag

_DOCUMENT_ID = "{http://ns.adobe.com/xap/1.0/mm/}DocumentID"
_TOLD = 20
"""Losses that are named; one mistake can lose the same on every page."""


class LossError(Exception):
    """A fault of the program: a pass over a file lost something, and nothing may be published."""

    def __init__(self, done: str, lost: Sequence[str]) -> None:
        self.lost = tuple(lost)
        more = len(self.lost) - _TOLD
        listed = "; ".join(self.lost[:_TOLD]) + (f"; and {more} more" if more > 0 else "")
        super().__init__(f"{done} lost {listed}")


def losses(before: Facts, after: Facts) -> tuple[str, ...]:
    """Each thing of ``before`` that isn't in ``after``, or isn't the same."""
    return tuple(_losses(before, after))


def sheet_losses(before: Facts, after: Facts, pages: frozenset[int] | None = None) -> tuple[str, ...]:
    """The same for pages that became forms on sheets; of their own are the boxes and the document's id.

    ``pages``: indices of those that are on the sheets; all if not given.
    """
    return tuple(_sheet_losses(before, after, pages))


def _losses(before: Facts, after: Facts) -> Iterator[str]:
    if len(before.pages) != len(after.pages):
        yield f"pages ({len(before.pages)} before, {len(after.pages)} after)"
        return
    for number, (one, other) in enumerate(zip(before.pages, after.pages, strict=True), start=1):
        yield from _page_losses(number, one, other)
    yield from _outline_losses(before.outline, after.outline)
    yield from _tag_losses(before, after)
    for name, place in before.destinations.items():
        if after.destinations.get(name) != place:
            yield f"the place “{name}” that links lead to"
    yield from _description_losses(before, after)


def _page_losses(number: int, before: PageFacts, after: PageFacts) -> Iterator[str]:
    for name, box in before.boxes.items():
        if after.boxes.get(name) != box:
            yield f"the {name[1:]} of page {number}"
    if before.content != after.content:
        yield f"content of page {number}"
    yield from _resource_losses(f"page {number}", before.resources, after.resources)
    for kind, rect, leads in before.annotations:
        if (kind, rect, leads) not in after.annotations:
            yield f"the {kind} “{leads}” on page {number}"
    if before.label and before.label != after.label:
        yield f"the number of page {number} (“{before.label}” before, “{after.label}” after)"


def _resource_losses(where: str, before: Mapping[str, str], after: Mapping[str, str]) -> Iterator[str]:
    for name, digest in before.items():
        if after.get(name) != digest:
            yield f"the resource {name} of {where}"


def _outline_losses(before: Sequence[OutlineItem], after: Sequence[OutlineItem]) -> Iterator[str]:
    kept = set(after)
    lost = [item for item in before if item not in kept]
    yield from (f"the bookmark “{item.title}”" for item in lost)
    if not lost and before and tuple(before) != tuple(after):
        yield "the order of the bookmarks"


def _tag_losses(before: Facts, after: Facts) -> Iterator[str]:
    if not before.tags:
        return
    for index, tag in enumerate(before.tags):
        if index >= len(after.tags) or after.tags[index] != tag:
            yield f"a tag: {_named(tag)}, number {index + 1} of {len(before.tags)} in reading order"
            break
    for number, (one, other) in enumerate(zip(before.parents, after.parents, strict=False), start=1):
        if one != other:
            yield f"the way back from content to tags on page {number}"


def _named(tag: Tag) -> str:
    if tag[0] == "content":
        return f"content {tag[2]} of page {int(str(tag[1])) + 1}"
    if tag[0] == "annotation":
        return f"an annotation on page {int(str(tag[1])) + 1}"
    return " ".join(str(part) for part in tag[1:])


def _description_losses(before: Facts, after: Facts) -> Iterator[str]:
    for name, text in before.info.items():
        if after.info.get(name) != text:
            yield f"{name} in Info"
    for name, text in before.xmp.items():
        if after.xmp.get(name) != text:
            yield f"{name.rpartition('}')[2]} in XMP"
    if before.language and before.language != after.language:
        yield "the language"
    if not set(before.intents) <= set(after.intents):
        yield "the printing condition"


def _sheet_losses(before: Facts, after: Facts, pages: frozenset[int] | None) -> Iterator[str]:
    forms = {whole: resources for sheet in after.pages for whole, resources in sheet.forms.items()}
    for index, page in enumerate(before.pages):
        if pages is not None and index not in pages:
            continue
        resources = forms.get(page.whole)
        if resources is None:
            yield f"page {index + 1}"
        else:
            yield from _resource_losses(f"page {index + 1}", page.resources, resources)
    described = {name: text for name, text in before.xmp.items() if name != _DOCUMENT_ID}
    yield from _description_losses(_only_described(before, described), after)


def _only_described(before: Facts, xmp: Mapping[str, str]) -> Facts:
    return Facts((), info=before.info, xmp=xmp, language=before.language, intents=before.intents)
