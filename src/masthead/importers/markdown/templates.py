"""Instructions to static-site generators within the copy: Jekyll's ``{% … %}``, Hugo's ``{{< … >}}``.

A few mean something in print (program text, a picture, a film, a link to another article); the others are kept as they are and listed.
"""

from __future__ import annotations

import re
import shlex
from collections import Counter

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

from masthead.importers.records import Embed

_CODE = re.compile(r"\{(?:%|\{[<%])\s*highlight\s+([\w+#-]+)[^%>]*(?:%|[>%]\})\}\s*\Z")
_CODE_END = re.compile(r"\{(?:%|\{[<%])\s*(?:endhighlight|/\s*highlight)\s*(?:%|[>%]\})\}\s*\Z")
_SHORTCODE = re.compile(r"\{\{[<%]\s*(/?[\w-]+)\s*(.*?)\s*/?[>%]\}\}\s*\Z")
_LIQUID = re.compile(r"\{%-?\s*(\w+)\s*(.*?)\s*-?%\}\s*\Z")
_INSTRUCTION = r"\{\{[^{}\n]{0,300}\}\}|\{%(?:[^%\n]|%(?!\})){0,300}%\}"
"""No longer than an address: one that is never closed must not be looked for down to the end of a line of a million characters."""
_TARGET = re.compile(rf"""(\]\(\s*<?|(?:href|src)=["'])((?:{_INSTRUCTION}|[^)\s"'>{{])+)""")
MOST_UNCLOSED = 50
_SITE = re.compile(r"\{\{-?\s*(?:site\.(?:base)?url|site\.baseurl|page\.(?:base)?url)\s*-?\}\}")
_REFERENCE = re.compile(r"""\{(?:%|\{[<%])-?\s*(?:post_url|link|ref|relref)\s+["']?(.*?)["']?\s*-?(?:%|[>%]\})\}""")
_FILMS = {"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/"}


def install(md: MarkdownIt) -> MarkdownIt:
    """Teach the grammar template lines."""
    md.block.ruler.before("fence", "template", _template, {"alt": ["paragraph", "reference", "blockquote", "list"]})
    return md


def plain_targets(text: str) -> str:
    """The text with template instructions taken out of link targets: ``[x]({{ site.url }}/y)`` becomes ``[x](/y)``. Lines stay."""
    if "{{" not in text and "{%" not in text:
        return text
    return _TARGET.sub(lambda found: found[1] + _REFERENCE.sub(r"\1", _SITE.sub("", found[2])), text)


def embed_of(name: str, said: dict[str, str]) -> Embed | None:
    """The film that a shortcode names, if it names one."""
    identity = said.get("id") or said.get("0") or ""
    if name not in _FILMS or not re.fullmatch(r"[\w-]{1,40}", identity):
        return None
    return Embed(_FILMS[name] + identity, said.get("title", ""))


def _template(state: StateBlock, start: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - so markdown-it calls it
    line = state.src[state.bMarks[start] + state.tShift[start] : state.eMarks[start]]
    if not line.startswith(("{%", "{{<", "{{%")) or state.is_code_block(start):
        return False
    if found := _CODE.match(line):
        last = _code_end(state, start, end)
        if last is not None:
            return silent or _push_code(state, start, last, found[1])
    found = _SHORTCODE.match(line) or _LIQUID.match(line)
    if found is None:
        return False
    if not silent:
        token = state.push("shortcode", "", 0)
        token.map, token.info, token.content, token.block = [start, start + 1], found[1], line, True
        token.meta = {"said": _arguments(found[2])}
        state.line = start + 1
    return True


def unclosed_in(state: StateBlock) -> Counter[str]:
    """How many marks of each kind were looked for down to the end of the file, and found never to be closed."""
    counted: Counter[str] = state.env.setdefault("unclosed marks", Counter())
    return counted


def _code_end(state: StateBlock, start: int, end: int) -> int | None:
    unclosed = unclosed_in(state)
    if unclosed["highlight"] >= MOST_UNCLOSED:
        return None
    last = next((number for number in range(start + 1, end) if _CODE_END.match(_line(state, number))), None)
    unclosed["highlight"] += last is None
    return last


def _line(state: StateBlock, number: int) -> str:
    return state.src[state.bMarks[number] + state.tShift[number] : state.eMarks[number]]


def _push_code(state: StateBlock, start: int, last: int, language: str) -> bool:
    token = state.push("fence", "code", 0)
    token.map, token.info = [start, last + 1], language
    token.content = state.getLines(start + 1, last, state.blkIndent, keepLastLF=True)
    state.line = last + 1
    return True


def _arguments(written: str) -> dict[str, str]:
    """``src="a.jpg" alt="A"`` by name, bare words by place ("0", "1", …)."""
    try:
        words = shlex.split(written)
    except ValueError:
        words = written.split()
    said: dict[str, str] = {}
    for place, word in enumerate(words):
        name, equals, value = word.partition("=")
        said[name if equals else str(place)] = value if equals else word
    return said
