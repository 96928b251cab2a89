"""The curve of coverage against accuracy, and how far confidence is from accuracy, worked by hand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from eval.calibration import curve, reliability
from eval.score import Outcome

BASE = Outcome(
    id="x", types=(), question="", status="answered", expected=("answered",), strict=True, gold_recall=1.0, fact_recall=1.0,
    precision=1.0, list_complete=None, false_refusal=False, refused=None, wrong_region=False, expired_as_current=None,
    unverified=0, length=10, elapsed_ms=1.0, confidence=1.0, gold=(), missed=(), lacking=(), forbidden=(), answer="",
    cited=(), related=(),
)  # fmt: skip
ASKED = [
    replace(BASE, confidence=0.9, strict=True),
    replace(BASE, confidence=0.7, strict=True),
    replace(BASE, confidence=0.3, strict=False),
    replace(BASE, status="not_found", confidence=1.0, strict=True),
]


def test_a_higher_bar_answers_less_and_more_rightly() -> None:
    points = {p["bar"]: (p["coverage"], p["accuracy"]) for p in curve(ASKED)}
    assert points[0.0] == (0.75, pytest.approx(2 / 3, abs=1e-4))
    assert points[0.5] == (0.5, 1.0)
    assert points[0.8] == (0.25, 1.0)
    assert 0.95 not in points


def test_refusals_have_no_part_in_the_calibration() -> None:
    made = reliability(ASKED)
    assert [(b["confidence"], b["accuracy"], b["n"]) for b in made["bins"]] == [
        (0.3, 0.0, 1),
        (0.7, 1.0, 1),
        (0.9, 1.0, 1),
    ]
    assert made["error"] == pytest.approx((0.3 + 0.3 + 0.1) / 3, abs=1e-4)
    assert reliability([]) == {"bins": [], "error": None}
