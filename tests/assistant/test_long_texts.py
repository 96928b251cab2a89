"""Texts of many thousand characters, asked or held: read in time that grows with their length, and not kept."""

from __future__ import annotations

import time
from types import SimpleNamespace
from typing import Any, cast

from assistant.answer.boundary import _definitions
from assistant.answer.groups import _longest
from assistant.answer.situations import _data, _leads
from assistant.retrieve.kept import Kept
from assistant.understand.short import SHORT, short_only
from ingest.model import Clause


def clause(text: str, number: int = 1, **more: Any) -> Clause:
    return Clause(f"d/main/{number}", "d", "main", "paragraph", "一", text, text, (0, len(text)), number, **more)


def test_the_words_of_one_title_are_found_in_a_long_question_at_once() -> None:
    text = "共享工厂和社区食堂的补贴有什么区别" + "我们在街道边上开店" * 440
    titles = ("某市共享工厂认定办法", "某市社区食堂补贴办法")
    started = time.perf_counter()
    assert _longest(text, titles[0], titles[1:]) == "共享工厂"
    assert _longest(text, titles[1], titles[:1]) == "社区食堂"
    assert _longest("办法怎么说", titles[0], ()) == ""
    assert time.perf_counter() - started < 0.1


def test_a_long_clause_is_told_to_be_no_list_of_sums_at_once() -> None:
    money = next(k for k in _data()[0] if k.name == "money")
    head = clause("支持标准：", 9)
    long = [clause(word * 13_000, n) for n, word in enumerate(("补助，", "补助，", "补助，"), 1)]
    sums = [clause(t, n) for n, t in enumerate(("按5%给予补助", "给予奖励10万元", "贴息2个百分点"), 1)]

    def leads(items: list[Clause]) -> bool:
        index = SimpleNamespace(children=lambda i: tuple(items) if i == head.id else ())
        return _leads(head, money, cast("Any", index))

    started = time.perf_counter()
    assert not leads(long)
    assert time.perf_counter() - started < 1
    assert leads(sums)


def test_long_questions_are_read_anew_and_not_kept() -> None:
    read: list[str] = []

    @short_only(4)
    def length(text: str) -> int:
        read.append(text)
        return len(text)

    for text in ("短", "短", "长" * SHORT, "长" * SHORT):
        assert length(text) == len(text)
    assert [len(t) for t in read] == [1, SHORT, SHORT]


def test_what_is_worked_out_of_a_document_is_held_once_with_its_generation() -> None:
    made: list[str] = []

    def heads(document: str, index: object) -> int:
        made.append(document)
        return len(made)

    one, other = Kept(cast("Any", None)), Kept(cast("Any", None))
    assert [one(heads, "a"), one(heads, "a"), one(heads, "b"), other(heads, "a")] == [1, 1, 2, 3]
    clauses = [clause("“以上”包括本数，“超过”不包括本数。", 1), clause("本办法解释权归商务局。", 2)]
    index = cast("Any", SimpleNamespace(clauses_of=lambda document: clauses))
    held = Kept(index)
    assert next(d[:2] for d in held(_definitions, "d")) == ("以上", True)
    assert held(_definitions, "d") is held(_definitions, "d")
