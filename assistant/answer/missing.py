"""What is said to be missing: the kinds of value and their names, and documents that are only named."""

from __future__ import annotations

import re

from assistant.understand.understanding import Part
from assistant.understand.values import Value

__all__ = ["MATTERS", "asks_for", "same_reference"]

MATTERS: dict[Value, str] = {
    "amount": "具体金额",
    "ratio": "具体比例",
    "duration": "具体时限",
    "date": "具体日期",
    "count": "具体数量",
    "stake": "具体股权比例",
    "rate": "具体利率",
    "days": "具体天数",
    "day": "具体日期",
    "window": "受理时间",
    "headcount": "具体人数",
    "points": "具体分值",
    "age": "年龄要求",
    "degree": "学历要求",
    "email": "邮箱",
    "website": "网址",
    "phone": "联系电话",
    "names": "具体名单",
    "score": "具体分数",
    "consequence": "后果",
    "steps": "办理流程",
}
"""How an answer names a kind of value that is not stated."""

_KINDS: dict[Value, str] = {
    "amount": "金额|补助|补贴|奖励|标准|待遇|资金|会费|资助|资本|投入|减免|优惠|额度",
    "ratio": "比例|占比|股权|股份|权重",
    "duration": "期限|时限|时间|年限|周期|公示期|期$",
    "date": "日期|截止|时间|期$",
    "stake": "股权|股份|比例",
    "rate": "利率|比例",
    "days": "期限|时限|时间|工作日|天数",
    "day": "日期|截止|时间|期$",
    "window": "日期|截止|时间|期$",
    "headcount": "人数|名额|数量|数$",
    "points": "分",
    "age": "年龄|条件",
    "degree": "学历|条件",
    "email": "邮箱|联系",
    "website": "网址|联系",
    "phone": "电话|联系",
    "names": "名单|名录|专家|联系人|企业|名额",
    "count": "数量|人数|名额|家数|份数|数$",
    "score": "分|评分|标准|指标",
    "consequence": "后果|处罚|退出",
    "steps": "程序|流程|手续|网址",
    "rank": "排名|名次",
}
"""How reviewed questions without an answer name what they ask for, by kind of value."""


def asks_for(asked_for: str, part: Part) -> bool:
    """Whether what a bank entry knows to be missing is of a kind that the part asks for."""
    return any(v in _KINDS and re.search(_KINDS[v], asked_for) for v in part.values)


def same_reference(wanted: str, number: str, title: str) -> bool:
    """Whether a document asked for, by number or title, is the one a reference names."""
    squeeze = re.compile(r"[\s《》〔〕\[\]()（）【】]")
    asked = squeeze.sub("", wanted)
    pairs = {asked[i : i + 2] for i in range(len(asked) - 1)}
    held = squeeze.sub("", re.sub(r"[“”\"]", "", title))
    if len(pairs) >= 5 and held and sum(p in held for p in pairs) >= 0.7 * len(pairs):
        return True  # 十四五先进制造业规划 is 《上海市先进制造业发展“十四五”规划》
    return bool(asked) and (
        (bool(number) and squeeze.sub("", number).endswith(asked[-10:]))
        or (bool(title) and (asked in squeeze.sub("", title)))
    )
