"""Known misquotations: what training material often gets wrong, and what our sources must not say.

Each rule is shown a sentence that it has to find and one that it has to let pass.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

import pytest

from tests.house.claims import Sentence, sentences

_NEGATIONS = (
    "no not never neither nor without cannot can’t didn’t doesn’t don’t isn’t unchanged unclear wrongly"
)
DENIED = rf"\b({_NEGATIONS.replace(' ', '|')})\b"


@dataclass(frozen=True, slots=True)
class Misquotation:
    name: str
    wrong: str
    """Regular expression; any case."""
    unless: str
    """What makes it right."""
    caught: str
    passed: str
    work: str = ""
    """Only in sentences that cite it."""

    def in_text(self, text: str, works: frozenset[str]) -> bool:
        if self.work and self.work not in works:
            return False
        found = re.search(self.wrong, text, re.IGNORECASE | re.DOTALL)
        return found is not None and not re.search(self.unless, text, re.IGNORECASE)


NEVER = r"(?!)"
RULES = (
    Misquotation(
        "the 1998 ACE paper used seven categories, not ten",
        r"\b(ten|10)\b (\w+ ){0,4}(categor|kinds? of (advers|hard)|types? of advers|ACEs?\b)",
        rf"{DENIED}|\b(later|often (give|say)|seven)\b",
        "The ACE Study of 1998 asked about ten categories of adversity.",
        "It used seven categories; the ten categories of later surveys came afterwards.",
    ),
    Misquotation(
        "who counts the 1998 categories says seven",
        r"\b(\d+|five|six|eight|nine|ten) (\w+ ){0,2}categor",
        r"\bseven\b",
        "It asked about eight categories of adversity.",
        "It asked about seven categories of adversity.",
        "felitti1998relationship",
    ),
    Misquotation(
        "a score is about populations, not about a child's fate",
        r"\bACE scores? (predicts?|tells?|shows?|decides?|means?)\b",
        rf"{DENIED}|\bpopulations?\b",
        "A child’s ACE score predicts her health.",
        "An ACE score does not tell what becomes of one child.",
    ),
    Misquotation(
        "consultation did not change how likely expulsion was",
        r"\bconsult\w*\b.*\b(reduc|prevent|stop|cut|halv|lower|end)\w*\b.*\b(expul|expel|suspen)|"
        r"\b(expul|expel|suspen)\w*\b.*\b(reduc|prevent|stopp|cut|halv|lower|end)(ed)? by\b.*\bconsult",
        rf"{DENIED}|\bassociat|\bwhether\b|\bhope|\baim|\bclaim",
        "Consultation reduces preschool expulsion.",
        "Consultation has not been shown to prevent expulsion.",
    ),
    Misquotation(
        "the trial of consultation found no effect on expulsion",
        r"\b(expul|expel)",
        DENIED,
        "Classrooms had fewer problem behaviours and lower expulsion.",
        "It found fewer problem behaviours, and no effect on how likely expulsion was.",
        "gilliam2016early",
    ),
    Misquotation(
        "expulsions are 6.67 for each 1,000, not per cent",
        r"\b6\.67 ?(%|per cent|percent)",
        NEVER,
        "6.67% of preschoolers were expelled.",
        "There were 6.67 expulsions for each 1,000 children.",
    ),
    Misquotation(
        "a screening tool diagnoses nothing",
        r"\b(ASQ\S*|Nipissing|Looksee|EPDS|Edinburgh|ProQOL|screen(ing|er)?)\b.{0,50}"
        r"\b(diagnos(es|ed|e)|proves?|confirms?)\b",
        DENIED,
        "The ASQ diagnoses a delay.",
        "A screening tool does not diagnose anything.",
    ),
    Misquotation(
        "the Canadian screening tool was not to be used on its own",
        r"\b(sensitivity|accura|reliab)\w*\b.*\b(excellent|high|good)\b",
        DENIED,
        "Its sensitivity is high.",
        "Its sensitivity was not high in any age group.",
        "cairney2016evaluation",
    ),
    Misquotation(
        "still-face and maternal depression: the link is unclear",
        r"\bstill[- ]face\b.*\bdepress|\bdepress\w*\b.*\bstill[- ]face\b",
        r"\bunclear\b|\bnot clear\b|\bno clear\b|\bmixed\b|\bdon’t know\b|\bunsettled\b",
        "Babies of depressed mothers show a stronger still-face effect.",
        "How maternal depression changes the still-face response is unclear.",
        "mesman2009many",
    ),
    Misquotation(
        "rat studies are called rat studies",
        r".",
        r"\brats?\b",
        "Licking and grooming change the genes of the young.",
        "In rats, licking and grooming changed how a gene was read.",
        "weaver2004epigenetic",
    ),
    Misquotation(
        "the British Columbia trial found no fewer injuries",
        r"\binjur",
        DENIED,
        "Nurse visits reduced child injuries.",
        "There were no fewer child injuries, which was its primary outcome.",
        "chpcbchcp",
    ),
    Misquotation(
        "time spent on self-care showed no association with trauma scores",
        r"\bself[- ]care\b.*\b(lower|reduc|protect|prevent|fewer)",
        DENIED,
        "Therapists who practised self-care had lower trauma scores.",
        "Self-care was not linked with lower scores.",
        "bober2006strategies",
    ),
    Misquotation(
        "reflective supervision is promising, not proven",
        r"\breflective supervision\b.*\b(is proven|proves|has been proven|guarantees|evidence is strong)\b",
        DENIED,
        "Reflective supervision is proven to help families.",
        "Reflective supervision is promising; it is not proven to help families.",
    ),
    Misquotation(
        "sensitivity moved by a third of a standard deviation: small to moderate",
        r"\b(large|strong|big|dramatic)\b (\w+ )?effect",
        DENIED,
        "Programs had large effects on sensitivity.",
        "The effects were small to moderate, not large effects.",
        "bakermanskranenburg2003less",
    ),
    Misquotation(
        "in child-parent psychotherapy mothers' symptoms did not differ significantly",
        r"\b(mothers?|maternal)\b.*\bsymptom",
        DENIED,
        "Mothers’ symptoms fell.",
        "The difference in mothers’ symptoms was not significant.",
        "lieberman2006childparent",
    ),
    Misquotation(
        "what mothers reported of themselves is no diagnosis",
        r"\bdiagnos",
        DENIED,
        "In 2018/19, 23% of mothers were diagnosed with depression or anxiety.",
        "In 2018/19, 23% of mothers reported such feelings; that is not a diagnosis.",
        "statcan2019maternal",
    ),
    Misquotation(
        "disorganised attachment isn't a sign that proves maltreatment",
        r"\bdisorgani[sz]ed\b.{0,60}\b(proves?|means?|shows? that|is a sign of)\b",
        DENIED,
        "Disorganised attachment proves maltreatment.",
        "Disorganised attachment does not prove maltreatment.",
    ),
    Misquotation(
        "nobody has counted how much of the brain is finished at three",
        r"\b(80|85|90) ?(%|per cent|percent) of (the |a |your |their )?(\w+ )?brain\b",
        NEVER,
        "90% of the brain develops by age three.",
        "Much of the brain’s wiring is laid down early, and it keeps changing.",
    ),
    Misquotation(
        "early years matter, and nothing shuts at three",
        r"(?<!“)\b(too late|window (closes|shuts|is closed))\b",
        rf"{DENIED}|\bseldom\b|\bmyth\b|\?",
        "After age three it is too late.",
        "It is never too late to mend.",
    ),
)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_no_sentence_says_it(rule: Misquotation) -> None:
    found: list[Sentence] = [each for each in sentences() if rule.in_text(each.text, each.works)]
    assert not found, "\n".join(f"{each.pos.file}:{each.pos.line}: {each.text}" for each in found)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_the_rule_finds_what_it_is_for(rule: Misquotation) -> None:
    works = frozenset({rule.work})
    assert rule.in_text(rule.caught, works)
    assert not rule.in_text(rule.passed, works)


def test_the_works_that_are_misquoted_most_are_cited() -> None:
    """Otherwise the rules for them look at nothing."""
    cited = {work for each in sentences() for work in each.works}
    assert {rule.work for rule in RULES if rule.work} <= cited


def test_the_canadian_screen_is_said_to_need_company() -> None:
    said = [each.text for each in sentences() if "cairney2016evaluation" in each.works]
    assert any(re.search(r"on its own|by itself|alone", text) for text in said)
