"""The probes: everyday words, typing errors, pinyin, regions and aspects lead to the words of official texts."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.understand.lexicon import load_lexicon
from ingest.normal import normalise

ROOT = Path(__file__).parent.parent
PROBES: list[dict[str, Any]] = yaml.safe_load((ROOT / "data" / "lexicon-probes.yaml").read_text("utf-8"))["probes"]
KINDS = {"capability": "help"}


def through(via: str, text: str) -> set[str] | str:
    lexicon = load_lexicon()
    if via == "synonyms":
        return " ".join((text, *lexicon.expand(text)))
    if via in ("typos", "pinyin", "english"):
        return lexicon.correct(text)
    if via == "regions":
        return {r.name for r, _, _ in lexicon.find_regions(text)}
    if via == "aspects":
        return {a.name for a in lexicon.aspects if a.pattern.search(text)}
    return {lexicon.gate.check(text, False).kind}


@pytest.mark.parametrize("probe", PROBES, ids=lambda p: f"{p['via']}-{p['phrase']}")
def test_a_probe_finds_the_official_word(probe: dict[str, Any]) -> None:
    found = through(probe["via"], normalise(probe["phrase"]))
    assert [w for w in probe["official"] if KINDS.get(w, w) not in found] == []
    assert [w for w in probe.get("avoid", ()) if KINDS.get(w, w) in found] == []


def test_the_longest_region_name_wins() -> None:
    (found,) = load_lexicon().find_regions("黑龙江的规定")
    assert found[0].name == "黑龙江省"


def test_an_ordinary_word_is_no_region() -> None:
    assert not load_lexicon().find_regions(normalise("实施指南通知、海洋工程、京剧、长期"))


def test_fillers_go_and_words_that_look_like_them_stay() -> None:
    left = load_lexicon().without_fillers(normalise("请问一下不低于多少"))
    assert "不低于" in left
    assert "请问" not in left


def test_a_synonym_already_in_the_text_is_not_added_again() -> None:
    assert "授牌" not in load_lexicon().expand("什么时候挂牌授牌")


def test_the_lexicon_is_read_once() -> None:
    assert load_lexicon() is load_lexicon()
