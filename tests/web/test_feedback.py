"""The feedback store."""

from __future__ import annotations

import threading
from pathlib import Path

from assistant.model import Answer
from assistant.web.feedback import Feedback


def answer(n: int) -> Answer:
    return Answer(f"a{n:03d}", "answered", f"答{n}", "composed")


def test_feedback_on_an_unknown_answer_is_not_kept(tmp_path: Path) -> None:
    store = Feedback(tmp_path)
    assert store.record("nope", True) is False and store.records() == []


def test_old_answers_go_and_those_with_feedback_stay(tmp_path: Path) -> None:
    store = Feedback(tmp_path, keep=10)
    store.remember("问0", answer(0))
    assert store.record("a000", False, "不对")
    for n in range(1, 41):
        store.remember(f"问{n}", answer(n))
    assert store.record("a040", True) and not store.record("a005", True)
    assert [(r["answer_id"], r["useful"], r["question"]) for r in store.records()] == [
        ("a000", False, "问0"),
        ("a040", True, "问40"),
    ]


def test_many_threads_may_write_at_once(tmp_path: Path) -> None:
    store = Feedback(tmp_path)

    def work(start: int) -> None:
        for n in range(start, start + 20):
            store.remember("问", answer(n))
            assert store.record(answer(n).id, True)

    threads = [threading.Thread(target=work, args=(start,)) for start in range(0, 80, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(store.records()) == 80
