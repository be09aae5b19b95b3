"""What Pandoc's citeproc makes of citations, and what we say when it can't."""

from __future__ import annotations

import subprocess
from dataclasses import replace
from importlib import util
from pathlib import Path
from typing import Any

import pytest

from packetpress.citations import CitationCache, Cited, cite
from packetpress.diagnostics import Diagnostics, PacketpressError
from packetpress.model import (
    Citation,
    CitedWork,
    Emphasis,
    Footnote,
    Link,
    Paragraph,
    Position,
    Span,
    Strong,
    Superscript,
    Text,
)
from packetpress.walk import plain_text
from tests.values import AT, project
from tests.values import cite as cluster

BIB = r"""
@article{mesman2009many,
  author = {Mesman, Judi and {van IJzendoorn}, Marinus H. and Bakermans-Kranenburg, Marian J.},
  title = {The Many Faces of the {Still-Face Paradigm}: A Review and Meta-Analysis},
  journal = {Developmental Review}, volume = {29}, number = {2}, pages = {120--162}, year = {2009}
}
@incollection{main1990,
  author = {Main, Mary and Solomon, Judith}, editor = {Greenberg, Mark T. and Cummings, E. Mark},
  title = {Procedures for Identifying Infants}, booktitle = {Attachment in the Preschool Years},
  pages = {121--160}, publisher = {University of Chicago Press}, year = {1990}
}
@article{slade2005, author = {Slade, Arietta}, title = {Parental Reflective Functioning},
  journal = {Attachment \& Human Development}, volume = {7}, pages = {269--281}, year = {2005}}
@article{cohen1999, author = {Cohen, Nancy J. and Muir, Elisabeth}, title = {Watch, Wait, and Wonder},
  journal = {Infant Mental Health Journal}, year = {1999},
  doi = {10.1002/(SICI)1097-0355(199924)20:4<429::AID-IMHJ5>3.0.CO;2-Q}}
@book{trc2015honouring, author = {{Truth and Reconciliation Commission of Canada}},
  title = {Honouring the Truth}, year = {2015}, publisher = {Lorimer}}
@book{trc2015calls, author = {{Truth and Reconciliation Commission of Canada}},
  title = {Calls to Action}, year = {2015}, publisher = {TRC}}
@misc{imhpcore, author = {{Infant Mental Health Promotion}}, title = {Core Prevention}, year = {n.d.}}
@misc{imhprefs, author = {{Infant Mental Health Promotion}}, title = {Supporting References}, year = {n.d.}}
@misc{chpc, author = {{Children's Health Policy Centre}}, title = {{BC Healthy Connections Project}},
  year = {n.d.}, url = {https://childhealthpolicy.ca/bc}}
@book{zeanah2019, editor = {Zeanah, Charles H.}, title = {Handbook}, edition = {4}, year = {2019},
  publisher = {Guilford Press}}
@book{fonagy2002, author = {Fonagy, Peter and Gergely, György and Jurist, Elliot L.}, title = {Affect},
  year = {2002}, publisher = {Other Press}}
"""


def cited(*clusters: Citation, bibliography: str = BIB, style: str = "apa") -> Cited:
    diagnostics = Diagnostics()
    found = cite(project(bibliography, style=style), clusters, CitationCache(), diagnostics)
    assert diagnostics.sorted == ()
    assert found is not None
    return found


def texts(*clusters: Citation) -> list[str]:
    return [plain_text(text) for text in cited(*clusters).texts]


def test_in_the_text() -> None:
    assert texts(
        cluster("mesman2009many"),
        cluster("mesman2009many", suffix="pp. 120-122"),
        cluster("mesman2009many", narrative=True, suffix="p. 4"),
        cluster("slade2005", "main1990"),
        cluster("chpc"),
        cluster("zeanah2019"),
        cluster("trc2015honouring"),
        cluster("trc2015calls"),
        cluster("imhpcore", "imhprefs"),
        Citation((CitedWork("slade2005", prefix="but see", suffix=", chapter 2, for more"),), False),
        Citation((CitedWork("slade2005", suppress_author=True),), False),
    ) == [
        "(Mesman et al., 2009)",
        "(Mesman et al., 2009, pp. 120–122)",
        "Mesman et al. (2009, p. 4)",
        "(Main & Solomon, 1990; Slade, 2005)",
        "(Children’s Health Policy Centre, n.d.)",
        "(Zeanah, 2019)",
        "(Truth and Reconciliation Commission of Canada, 2015b)",
        "(Truth and Reconciliation Commission of Canada, 2015a)",
        "(Infant Mental Health Promotion, n.d.-a, n.d.-b)",
        "(but see Slade, 2005, Chapter 2, for more)",
        "(2005)",
    ]


def test_the_list() -> None:
    keys = (
        "trc2015calls trc2015honouring mesman2009many main1990 slade2005 cohen1999 imhpcore chpc zeanah2019"
    )
    found = cited(*(cluster(key) for key in [*keys.split(), "fonagy2002"]))
    assert [(key, plain_text(text)) for key, text in found.references] == [
        (
            "chpc",
            "Children’s Health Policy Centre. (n.d.). BC Healthy Connections Project. https://childhealthpolicy.ca/bc",
        ),
        (
            "cohen1999",
            "Cohen, N. J., & Muir, E. (1999). Watch, wait, and wonder. Infant Mental Health Journal."
            " https://doi.org/10.1002/(SICI)1097-0355(199924)20:4<429::AID-IMHJ5>3.0.CO;2-Q",
        ),
        ("fonagy2002", "Fonagy, P., Gergely, G., & Jurist, E. L. (2002). Affect. Other Press."),
        ("imhpcore", "Infant Mental Health Promotion. (n.d.). Core prevention."),
        (
            "main1990",
            "Main, M., & Solomon, J. (1990). Procedures for identifying infants. In M. T. Greenberg &"
            " E. M. Cummings (Eds.), Attachment in the preschool years (pp. 121–160). University of Chicago"
            " Press.",
        ),
        (
            "mesman2009many",
            "Mesman, J., van IJzendoorn, M. H., & Bakermans-Kranenburg, M. J. (2009). The many faces of the"
            " Still-Face Paradigm: A review and meta-analysis. Developmental Review, 29(2), 120–162.",
        ),
        (
            "slade2005",
            "Slade, A. (2005). Parental reflective functioning. Attachment & Human Development, 7, 269–281.",
        ),
        ("trc2015calls", "Truth and Reconciliation Commission of Canada. (2015a). Calls to action. TRC."),
        (
            "trc2015honouring",
            "Truth and Reconciliation Commission of Canada. (2015b). Honouring the truth. Lorimer.",
        ),
        ("zeanah2019", "Zeanah, C. H. (Ed.). (2019). Handbook (4th ed.). Guilford Press."),
    ]


def test_the_list_has_emphasis_links_and_places() -> None:
    ((_, reference),) = cited(cluster("cohen1999")).references
    place = Position("sources/references.bib", 14, 1)
    doi = "https://doi.org/10.1002/(SICI)1097-0355(199924)20:4<429::AID-IMHJ5>3.0.CO;2-Q"
    assert reference[1:3] == (Emphasis((Text("Infant Mental Health Journal", place),)), Text(". ", place))
    link = reference[3]
    assert isinstance(link, Link)
    assert link.children == (Text(doi, place),)
    assert link.target.startswith("https://doi.org/10.1002/")


def test_words_stand_at_their_citation() -> None:
    assert cited(cluster("slade2005")).texts == ((Text("(Slade, 2005)", AT),),)


STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="{cls}" default-locale="en-US">
<info><title>T</title><id>t</id><updated>2026-01-01T00:00:00+00:00</updated></info>
<citation><layout{suffix}>{citation}</layout></citation>
<bibliography><layout suffix="."><text variable="citation-number" display="left-margin"/>
<group display="right-inline"><text variable="title" quotes="true" font-variant="small-caps"/></group>
</layout></bibliography></style>"""


def test_a_numeric_style() -> None:
    style = STYLE.format(
        cls="in-text", suffix="", citation='<text variable="citation-number" vertical-align="sup"/>'
    )
    found = cited(cluster("slade2005"), cluster("zeanah2019"), cluster("slade2005"), style=style)
    assert list(found.texts) == [(Superscript((Text(n, AT),)),) for n in "121"]
    (key, first), _ = found.references
    assert (key, plain_text(first)) == ("slade2005", "1 “Parental reflective functioning.”")
    assert any(isinstance(node, Span) and node.attributes.classes == ("smallcaps",) for node in first)


def test_a_note_style() -> None:
    style = STYLE.format(
        cls="note", suffix=' suffix="."', citation='<text variable="title" font-weight="bold"/>'
    )
    ((note,),) = cited(cluster("zeanah2019"), style=style).texts
    assert note == Footnote((Paragraph((Strong((Text("Handbook", AT),)), Text(".", AT)), AT),), pos=AT)


AUTHORS = r"""
@book{osofsky2011, author = {Osofsky, Joy D. and Lieberman, Alicia F.}, title = {A Call}, year = {2011}}
@book{landry2006, author = {Landry, Susan and Smith, Karen and Swank, Paul}, title = {B}, year = {2006}}
@book{save2019, author = {{Health \& Safety Authority}}, title = {C}, year = {2019}}
@book{both2020, author = {{Health \& Safety Authority} and {Smith & Sons}}, title = {D}, year = {2020}}
@book{osofsky2011b, author = {Osofsky, Joy D. and Lieberman, Alicia F.}, title = {E}, year = {2011}}
@book{whole2021, author = {{Centre (Lakeside)} and Doe, Ann}, title = {F}, year = {2021}}
"""


def test_authors_in_a_sentence_are_joined_by_a_word_and_in_parentheses_by_the_sign() -> None:
    found = cited(
        cluster("osofsky2011", narrative=True),
        cluster("osofsky2011"),
        cluster("landry2006", narrative=True),
        cluster("save2019", narrative=True),
        cluster("both2020", narrative=True),
        cluster("both2020"),
        cluster("both2020", "osofsky2011", narrative=True),
        cluster("whole2021", narrative=True),
        bibliography=AUTHORS,
    )
    assert [plain_text(text) for text in found.texts] == [
        "Osofsky and Lieberman (2011)",
        "(Osofsky & Lieberman, 2011)",
        "Landry et al. (2006)",
        "Health & Safety Authority (2019)",
        "Health & Safety Authority and Smith & Sons (2020)",
        "(Health & Safety Authority & Smith & Sons, 2020)",
        "Health & Safety Authority and Smith & Sons (2020; Osofsky & Lieberman, 2011)",
        "Centre (Lakeside) and Doe (2021)",
    ]
    listed = {key: plain_text(text) for key, text in found.references}
    assert listed["osofsky2011"] == "Osofsky, J. D., & Lieberman, A. F. (2011). A call."


def test_years_with_letters_keep_them_in_a_sentence() -> None:
    both = cluster("osofsky2011", narrative=True), cluster("osofsky2011b", narrative=True)
    assert [plain_text(text) for text in cited(*both, bibliography=AUTHORS).texts] == [
        "Osofsky and Lieberman (2011a)",
        "Osofsky and Lieberman (2011b)",
    ]


def test_a_style_may_have_a_longer_word_and_no_parentheses_or_a_note() -> None:
    names = '<names variable="author"><name form="short" and="symbol"/></names>'
    locale = '<locale><terms><term name="and">as well as</term></terms></locale><citation>'
    two = cluster("osofsky2011", narrative=True)
    for cls in ("in-text", "note"):
        style = STYLE.format(cls=cls, suffix="", citation=f'{names}<text variable="title"/>')
        found = cited(two, bibliography=AUTHORS, style=style.replace("<citation>", locale))
        assert plain_text(found.texts[0]).startswith("Osofsky as well as Lieberman")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en-CA", "Osofsky and Lieberman (2011)"),
        ("fr-CA", "Osofsky et Lieberman (2011)"),
        ("es", "Osofsky y Lieberman (2011)"),
    ],
)
def test_the_word_is_that_of_the_documents_language(language: str, words: str) -> None:
    diagnostics = Diagnostics()
    clusters = [cluster("osofsky2011", narrative=True)]
    whole = replace(project(AUTHORS), language=language)
    found = cite(whole, clusters, CitationCache(), diagnostics)
    assert diagnostics.sorted == ()
    assert found is not None
    assert [plain_text(text) for text in found.texts] == [words]


def test_a_style_that_joins_by_a_word_is_left_alone() -> None:
    names = '<names variable="author"><name form="short" and="{}"/></names>'
    for way, texts in (
        ("text", ["Osofsky and Lieberman", "Osofsky and Lieberman"]),
        ("symbol", ["Osofsky and Lieberman", "Osofsky & Lieberman"]),
    ):
        style = STYLE.format(cls="in-text", suffix="", citation=names.format(way))
        found = cited(
            cluster("osofsky2011", narrative=True),
            cluster("osofsky2011"),
            bibliography=AUTHORS,
            style=style,
        )
        assert [plain_text(text).strip() for text in found.texts] == texts


def test_what_a_bibliography_may_hold() -> None:
    text = r"""@book{a, author = {Müller, J{\"o}rg}, title = {\input{/etc/passwd} \emph{x} $a^2$ <b>y</b>},
    year = {2001}, url = {javascript:alert(1)}}"""
    ((_, reference),) = cited(cluster("a"), bibliography=text).references
    words = plain_text(reference)
    assert words.startswith("Müller, J. (2001). ")
    assert "root:" not in words
    assert "a^2" in words
    links = [node.target for node in reference if isinstance(node, Link)]
    assert all(target.startswith("https://") for target in links)


def errors(*clusters: Citation, bibliography: str = BIB, style: str = "apa") -> list[str]:
    diagnostics = Diagnostics()
    assert cite(project(bibliography, style=style), clusters, CitationCache(), diagnostics) is None
    return [str(d) for d in diagnostics.sorted]


UNKNOWN = "sources/a.md:7:3: error: The bibliography sources/references.bib has no work with the key"


def test_unknown_keys() -> None:
    assert errors(cluster("slade2004", "zeanah2019"), cluster("Fonagy2002")) == [
        f"{UNKNOWN} “Fonagy2002”.\n    Did you mean “fonagy2002”? If it is not a citation, write \\@ for @.",
        f"{UNKNOWN} “slade2004”.\n    Did you mean “slade2005”? If it is not a citation, write \\@ for @.",
    ]


def test_no_bibliography() -> None:
    assert errors(cluster("slade2005"), bibliography="") == [
        "sources/a.md:7:3: error: “@slade2005” is cited, but the project has no bibliography.\n"
        "    Name a BibTeX file in sources/project.yaml, as in “bibliography: references.bib”."
    ]


def test_broken_bibtex() -> None:
    text = "@book{a,\n  title = {x},\n  year 2001\n}\n"
    assert errors(cluster("a"), bibliography=text) == [
        "sources/references.bib:3:8: error: The bibliography can't be read from here on (unexpected '2').\n"
        "    Look for a missing comma, brace or quotation mark here or at the end of the entry before."
    ]


def test_a_broken_style() -> None:
    (found,) = errors(cluster("slade2005"), style="<style/>")
    assert found.startswith("sources/project.yaml: error: The citation style can't be used: ")


def test_nothing_cited_runs_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "run", None)
    assert cited() == Cited((), ())


def test_the_cache_answers_the_same_question_once(monkeypatch: pytest.MonkeyPatch) -> None:
    cache, diagnostics = CitationCache(), Diagnostics()
    first = cite(project(BIB), [cluster("slade2005")], cache, diagnostics)
    monkeypatch.setattr(subprocess, "run", None)
    assert cite(project(BIB), [cluster("slade2005")], cache, diagnostics) is first
    with pytest.raises(TypeError):
        cite(project(BIB), [cluster("zeanah2019")], cache, diagnostics)


def test_a_missing_pandoc(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(util, "find_spec", lambda _: None)
    with pytest.raises(PacketpressError, match="python -m pip install pypandoc_binary"):
        cited(cluster("slade2005"))


def test_a_pandoc_that_takes_too_long(monkeypatch: pytest.MonkeyPatch) -> None:
    def run(command: list[str], **options: Any) -> None:
        raise subprocess.TimeoutExpired(command, options["timeout"])

    monkeypatch.setattr(subprocess, "run", run)
    with pytest.raises(PacketpressError, match="took more than 60 seconds"):
        cited(cluster("slade2005"))


def test_pandoc_sees_only_its_own_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[list[str]] = []
    real = subprocess.run

    def run(command: list[str], **options: Any) -> Any:
        seen.append(command)
        return real(command, **options)

    monkeypatch.setattr(subprocess, "run", run)
    cited(cluster("slade2005"))
    (command,) = seen
    assert "--sandbox" in command
    paths = [Path(part.split("=", 1)[1]) for part in command if part.startswith(("--bib", "--csl", "--data"))]
    assert len(paths) == 3
    assert not any(path.exists() for path in paths)
