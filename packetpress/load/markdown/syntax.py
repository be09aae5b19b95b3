"""The patterns of block syntax: what a line (its containers' marks taken off) may start with.

Spellings are Python-Markdown's, with fenced divs and attribute lists as in Pandoc's manual.
"""

from __future__ import annotations

import re

ITEM = re.compile(r"(?:([-*+])|(\d{1,9})[.)])(?: +|$)")
CHECKBOX = re.compile(r"\[([ xX])\](?: +|$)")
RULE = re.compile(r"([-*_])(?: *+\1){2,} *$")
HEADING = re.compile(r"(#{1,6})(?: +|$)")
UNDERLINE = re.compile(r"(=+|-+) *$")
FENCE = re.compile(r"(`{3,})([^`]*)$|(~{3,})(.*)$")
CODE_LANGUAGE = re.compile(r"\s*(?:\{[^}]*?\.)?([\w+#-]+)")
DIV = re.compile(r":{3,} *(.*?) *$")
DIV_WORD = re.compile(r"([A-Za-z][\w-]*)(?: +:+| *:{3,})?$")
DEFINITION = re.compile(r": {1,3}(?=\S)")
NOTE = re.compile(r"\[\^([^\]\s^]{1,200})\]:(?: +|$)")
REFERENCE = re.compile(
    r"""\[([^\[\]^][^\[\]]{0,999}+)\]: *(?:<([^<>]*+)>|(\S++))"""
    r"""(?: +(?:"([^"]*+)"|'([^']*+)'|\(([^()]*+)\)))? *$"""
)
ABBREVIATION = re.compile(r"\*\[([^\[\]]{1,200})\]: *(.*?) *$")
SHORTCODE = re.compile(r"\{\{< *([^\s>]*) *(.*?) *>\}\} *$")
CAPTION = re.compile(r"(?:Table)?: +")
ATTRIBUTES_AT_END = re.compile(r"(?:^| )(\{:?(?:[^{}]++|\{\{[^{}]*+\}\})*+\}) *$")
ATTRIBUTE_LINE = re.compile(r"\{:(?:[^{}]++|\{\{[^{}]*+\}\})*+\} *$")
CLOSING_HASHES = re.compile(r"(?:^|(?<= ))#+ *$")
TABLE_RULE = re.compile(r"\|? *:?-+:? *(?:\| *:?-+:? *)*\|? *$")
FRONT_MATTER_END = re.compile(r"(?:---|\.\.\.)\s*$")
