"""Front matter: the key-value head of a file, in YAML (``---``), TOML (``+++``) or JSON (``{``)."""

from __future__ import annotations

import json
import re
import tomllib
from dataclasses import dataclass, field
from typing import Any

import yaml

from masthead.importers.troubles import ItemRefused

MAX_CHARACTERS = 200_000
MAX_DEPTH = 12
_YAML = re.compile(r"\A---[ \t]*\n(.*?)(?:^|\n)(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML = re.compile(r"\A\+\+\+[ \t]*\n(.*?)^\+\+\+[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_TOML_KEY = re.compile(r"""^\s*\[?\s*["']?([\w-]+)["']?\s*(?:=|\]|\.)""", re.MULTILINE)


@dataclass(frozen=True)
class FrontMatter:
    """The head of a file and where its body starts."""

    values: dict[str, Any] = field(metadata={"help": "key, in the source's spelling → value"})
    lines: dict[str, int] = field(metadata={"help": "key → line it stands on, counted from 1"})
    raw: str = field(metadata={"help": "the head as written, without its fences"})
    body: str
    body_line: int = field(metadata={"help": "line of the file on which the body begins, counted from 1"})

    @property
    def is_present(self) -> bool:
        """Whether the file has a head at all."""
        return self.body_line > 1


def split(text: str, path: str) -> FrontMatter:
    """Take a file apart. A file without front matter is all body.

    Raises:
        ItemRefused: the head cannot be read; names the file and the line.
    """
    if found := _YAML.match(text):
        values, lines = _yaml(found[1], path)
        return _taken(text, found.end(), values, lines, found[1])
    if re.match(r"---[ \t]*\n[ \t]*[\w'\"-]+[ \t]*:", text):
        raise ItemRefused(
            f"{path}:1",
            "the front matter is opened with --- and never closed.",
            "Put --- on a line of its own below it.",
        )
    if found := _TOML.match(text):
        values = _toml(found[1], path)
        lines = {
            key[1]: found[1][: key.start(1)].count("\n") + 2 for key in reversed(list(_TOML_KEY.finditer(found[1])))
        }
        return _taken(text, found.end(), values, lines, found[1])
    if text.startswith("+++"):
        raise ItemRefused(
            f"{path}:1",
            "the front matter is opened with +++ and never closed.",
            "Put +++ on a line of its own below it.",
        )
    if re.match(r"\{\s*\"", text):
        return _json(text, path)
    return FrontMatter({}, {}, "", text, 1)


def _taken(text: str, end: int, values: dict[str, Any], lines: dict[str, int], raw: str) -> FrontMatter:
    return FrontMatter(values, lines, raw, text[end:], text[:end].count("\n") + 1)


def _yaml(head: str, path: str) -> tuple[dict[str, Any], dict[str, int]]:
    """Values and lines of a YAML head; duplicate keys, aliases and deep nesting are refused, since each can hide or multiply text."""
    _refuse_long(head, path)
    try:
        _refuse_aliases(head, path)
        node = yaml.compose(head, Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as trouble:
        mark = trouble.problem_mark or trouble.context_mark
        line = mark.line + 2 if mark else 1
        raise ItemRefused(
            f"{path}:{line}", f"broken front matter: {trouble.problem or trouble.context}.", _quoting_hint(head, line)
        ) from trouble
    except yaml.YAMLError as trouble:
        raise ItemRefused(f"{path}:2", f"broken front matter: {' '.join(str(trouble).split())[:200]}.") from trouble
    if node is None:
        return {}, {}
    if not isinstance(node, yaml.MappingNode):
        raise ItemRefused(f"{path}:2", "the front matter is not a list of keys and values.")
    values: dict[str, Any] = {}
    lines: dict[str, int] = {}
    maker = yaml.SafeLoader("")
    for key_node, value_node in node.value:
        key, line = str(key_node.value), key_node.start_mark.line + 2
        if key in lines:
            raise ItemRefused(f"{path}:{line}", f"the key “{key}” stands twice; the first is on line {lines[key]}.")
        lines[key] = line
        try:
            values[key] = maker.construct_document(value_node)
        except (yaml.YAMLError, ValueError) as trouble:
            raise ItemRefused(
                f"{path}:{line}", f"broken front matter: “{key}” cannot be read ({_reason(trouble)})."
            ) from trouble
    return values, lines


def _refuse_aliases(head: str, path: str) -> None:
    depth = 0
    for event in yaml.parse(head, Loader=yaml.CSafeLoader):
        if isinstance(event, yaml.AliasEvent):
            line = _line_of(event)
            raise ItemRefused(
                f"{path}:{line}",
                f"the front matter uses an alias (*{event.anchor}), which we do not follow.",
                "Write it out.",
            )
        depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
        if depth > MAX_DEPTH:
            raise ItemRefused(f"{path}:{_line_of(event)}", "the front matter is nested too deeply.")


def _line_of(event: yaml.Event) -> int:
    return event.start_mark.line + 2 if event.start_mark else 1


def _quoting_hint(head: str, line: int) -> str:
    """The usual cause of broken YAML is a colon in an unquoted title."""
    lines = head.split("\n")
    written = lines[line - 2] if 0 <= line - 2 < len(lines) else ""
    return "Put the value in quotes." if re.match(r"\s*[\w-]+:\s*[^\s'\"\[{|>].*:(\s|$)", written) else ""


def _reason(trouble: Exception) -> str:
    return str(getattr(trouble, "problem", None) or trouble)


def _toml(head: str, path: str) -> dict[str, Any]:
    _refuse_long(head, path)
    try:
        return tomllib.loads(head)
    except tomllib.TOMLDecodeError as trouble:
        found = re.search(r"line (\d+)", str(trouble))
        line = int(found[1]) + 1 if found else 1
        raise ItemRefused(f"{path}:{line}", f"broken front matter: {trouble}.") from trouble
    except (ValueError, RecursionError) as trouble:  # a number of thousands of digits, thousands of brackets
        raise ItemRefused(f"{path}:1", f"broken front matter: {_unreadable(trouble)}.") from trouble


def _refuse_long(head: str, path: str) -> None:
    if len(head) > MAX_CHARACTERS:
        raise ItemRefused(
            f"{path}:1", f"front matter of {len(head):,} characters; the longest we read has {MAX_CHARACTERS:,}."
        )


def _unreadable(trouble: Exception) -> str:
    return "nested too deeply" if isinstance(trouble, RecursionError) else "a number is too long"


def _json(text: str, path: str) -> FrontMatter:
    try:
        values, end = json.JSONDecoder().raw_decode(text)
    except (ValueError, RecursionError) as trouble:
        line = getattr(trouble, "lineno", 1)
        raise ItemRefused(
            f"{path}:{line}", f"broken front matter: {getattr(trouble, 'msg', '') or _unreadable(trouble)}."
        ) from trouble
    raw = text[:end]
    lines = {key: raw[: max(raw.find(f'"{key}"'), 0)].count("\n") + 1 for key in values}
    rest = text[end:]
    body = rest.removeprefix("\n")
    return FrontMatter(values, lines, raw, body, text[: len(text) - len(body)].count("\n") + 1)
