"""What the last accepted run reached must not get worse: both parts of the eval against the committed baseline."""

import json

import pytest

from assistant.pipeline import Assistant
from eval.__main__ import BASELINE
from eval.cases import PARTS, load_part
from eval.run import outcomes_of, summarise


@pytest.mark.parametrize("part", PARTS)
def test_no_part_gets_worse(assistant: Assistant, part: str) -> None:
    outcomes = outcomes_of(assistant, load_part(part))
    total = summarise(outcomes)["all"]
    baseline = json.loads(BASELINE.read_text("utf-8"))
    before = baseline["parts"][part]["all"]
    right = {o.id for o in outcomes if o.strict}
    lost = [i for i in baseline["right"] if i in {o.id for o in outcomes} - right]
    assert total["strict"]["value"] >= before["strict"]["value"], f"no longer right: {lost}"
    assert total["unverified"] == 0
    for harm in ("wrong_region", "expired_as_current"):
        assert total[harm]["value"] <= before[harm]["value"], harm
