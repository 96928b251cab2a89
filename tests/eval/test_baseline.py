"""What the last accepted run reached must not get worse: the whole eval against the committed baseline."""

import json

from assistant.pipeline import Assistant
from eval.__main__ import BASELINE
from eval.cases import load_cases
from eval.run import run


def test_no_figure_of_the_baseline_gets_worse(assistant: Assistant) -> None:
    result = run(assistant, load_cases(), {})
    total = result["summary"]["all"]
    wrong = [o["id"] for o in result["outcomes"] if o["wrong_region"] or o["expired_as_current"] or o["unverified"]]
    assert not wrong
    baseline = json.loads(BASELINE.read_text("utf-8"))
    lost = [i for i in baseline["right"] if not next(o["strict"] for o in result["outcomes"] if o["id"] == i)]
    assert total["strict"]["value"] >= baseline["summary"]["all"]["strict"]["value"], f"no longer right: {lost}"
