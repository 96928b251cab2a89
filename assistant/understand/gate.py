"""What needs no look-up: greetings, chit-chat, instructions to the assistant, requests of another kind, empty questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

from ingest.normal import normalise

__all__ = ["Gate", "Kind", "Passed"]

Kind = Literal["question", "greeting", "thanks", "help", "human", "instruction", "out_of_scope", "clarify"]
_KINDS: dict[str, Kind] = {
    "greeting": "greeting",
    "thanks": "thanks",
    "farewell": "thanks",
    "praise": "thanks",
    "complaint": "clarify",
    "capability": "help",
    "help": "help",
    "identity": "help",
    "human": "human",
    "instruction": "instruction",
    "code_markup": "instruction",
    "clarify": "clarify",
    "noise": "clarify",
}
_ENDINGS = re.compile(r"[\W_]|[啊呀呢吗嘛吧哦哈啦了么]+(?=[\W_]*$)")


@dataclass(frozen=True, slots=True)
class Passed:
    """What the gate made of an utterance: its kind, and the text that is left to look up."""

    kind: Kind
    text: str


@dataclass(frozen=True, slots=True)
class _Rule:
    kind: str
    reply: str
    match: str
    phrases: tuple[str, ...]
    pattern: re.Pattern[str]
    unless: re.Pattern[str]


class Gate:
    """The rules of `chat.yaml`, tried in their order on the normalised text."""

    def __init__(self, entries: Sequence[dict[str, Any]]) -> None:
        self._rules = [_rule(e) for e in entries]

    @property
    def phrases(self) -> tuple[str, ...]:
        """The phrases of the rules, patterns aside."""
        return tuple(p for r in self._rules if r.match != "regex" for p in r.phrases)

    def check(self, text: str, follows: bool) -> Passed:
        """The kind of `text`; `follows` tells that there is history, so that short questions are not unclear."""
        if not re.search(r"[一-鿿a-z0-9]", text):
            return Passed("clarify", text)
        for rule in self._rules:
            found = _matches(rule, text)
            if not found or rule.unless.search(text):
                continue
            if rule.reply == "strip":
                text = text[len(found) :].lstrip(" ,。!;:")
                continue
            if rule.reply == "clarify" and follows:
                continue
            return Passed(_KINDS.get(rule.kind, "out_of_scope"), text)
        return Passed("question", text)


def _whole(word: str) -> str:
    """A pattern for the word; a Latin one only as a whole word (no nba in shenbao)."""
    return rf"(?<![a-z]){re.escape(word)}(?![a-z])" if re.fullmatch(r"[a-z0-9 .']+", word) else re.escape(word)


def _rule(entry: dict[str, Any]) -> _Rule:
    phrases = tuple(str(p) for p in entry["phrases"])
    words = tuple(normalise(p) for p in phrases)
    pattern = "|".join(phrases) if entry["match"] == "regex" else "|".join(map(_whole, words))
    unless = "|".join(re.escape(normalise(str(u))) for u in entry.get("unless") or ()) or r"(?!)"
    unless = f"{unless}|{entry['unless_regex']}" if "unless_regex" in entry else unless
    bare = tuple(_ENDINGS.sub("", w) or w for w in words)
    return _Rule(entry["kind"], entry["reply"], entry["match"], bare + words, re.compile(pattern), re.compile(unless))


def _matches(rule: _Rule, text: str) -> str:
    if rule.match == "whole":
        bare = _ENDINGS.sub("", text)
        return text if bare in rule.phrases or text in rule.phrases else ""
    if rule.match == "start":
        found = rule.pattern.match(text)
        return found[0] if found and len(text) > len(found[0]) + 3 else ""
    found = rule.pattern.search(text)
    return found[0] if found else ""
