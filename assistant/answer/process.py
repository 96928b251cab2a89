"""The verbs of official procedure, by which a text that tells steps is known."""

from __future__ import annotations

import re

__all__ = ["process_verbs"]

_VERB = re.compile(
    r"提交|提出申请|报送|上报|申报|初审|评审|论证|考察|核查|审核|审定|审批|公示|批复|授牌|发文|签署|签订|编制|制定|遴选|申请|受理|推荐|认定|立项|验收|拨付"
)


def process_verbs(text: str) -> int:
    """How many different verbs of official procedure the text holds."""
    return len(set(_VERB.findall(text)))
