"""Cutting clauses into sentences and choosing those that answer; everything stays verbatim."""

from __future__ import annotations

import re
from collections.abc import Sequence

from assistant.answer.process import process_verbs
from assistant.understand.quantities import find_quantities
from assistant.understand.understanding import Part
from assistant.understand.values import Value
from ingest.model import Clause
from ingest.normal import normalise, to_hans, tokenise

__all__ = ["body", "has_value", "in_line", "joined", "measured", "obliges", "pick", "sentences", "states_value"]

_MARKER = re.compile(
    r"^\s*(?:第[一二三四五六七八九十百零\d]+[条章节]\s*|[一二三四五六七八九十]+、\s*|[（(][一二三四五六七八九十\d]{1,3}[）)]\s*|\d{1,3}[.、．]\s*(?!\d)|[①-⑳]\s*|——\s*|[•●·▪\-*]\s+|\s*)"
)
_END = re.compile(r"(?<=[。！？!?；;])(?![”」』）)])|\n+")
_LEANS = re.compile(
    r"^(?:其中|其|该|此|并|同时|对于?上述|对公示|延后|延期后|若|如|但|则|上述|经审核|另外|相关|考核评估|专家组)"
)
_VALUE_UNITS: dict[Value, tuple[str, ...]] = {
    "amount": ("yuan",),
    "ratio": ("percent",),
    "duration": ("month", "day"),
    "days": ("day",),
    "count": ("count",),
    "rank": ("rank",),
}
_OBLIGES = re.compile(r"应|须|必须|不得|不低于|不少于|不超过|至少|應|須")
_ENUMERATED = re.compile(r"一是.+二是|第一[，,].+第二[，,]|其一.+其二", re.S)
_EVERY = re.compile(r"每[年月季半]|每.{1,3}年|年度(?:评估|考核|报告|总结|检查|評估)|全年|长期|定期|之日起")
_COPIES = re.compile(r"[一二两三四五六七八九十\d]+\s*[份张](?!之|额)|分为[^，,。；;]{2,20}[和、与]")
"""Numbers of copies, and kinds told side by side (分为甲型和乙型)."""
_EACH_ONE = re.compile(r"成熟[一1]([家个])[^，,。；;、]{0,4}[一1]\1|同一[^，,。；;]{2,16}只[^，,。；;]{0,6}1[家个]")
"""One by one, or one of a kind (成熟一个，认定一个): a principle, and no number of them all."""
_ALSO: dict[Value, re.Pattern[str]] = {"duration": _EVERY, "count": _COPIES}
"""Values of a kind that are told otherwise than by a figure with its unit."""
_DATE = re.compile(r"\d{4}\s*年|\d{1,2}月\d{1,2}日|[每全当本]年|自.{1,10}起|截止|期限|年底|季度|月底前")
_PHONE = re.compile(r"\d{3,4}\s*[-—–－]\s*\d{7,8}|1\d{10}|\d{7,8}")
_FORMS: dict[Value, re.Pattern[str]] = {
    "day": re.compile(
        r"\d{1,2}月\d{1,2}日|\d{1,2}月底|月底前|\d{1,2}日前|年底前|(?:全年|常年|随时)[^。；]{0,6}(?:受理|接受|申报|报名)"
    ),
    "window": re.compile(r"全年|常年|随时|\d{1,2}月|季度|[上下]半年|年[初底]|截止|截至"),
    "headcount": re.compile(r"[\d一二三四五六七八九十百千万]+\s*[多余]?[万千]?(?:名|人|位)"),
    "stake": re.compile(r"(?:股份|股权|持股|控股|占股|股比).{0,20}\d|\d+\s*%.{0,6}(?:股份|股权)"),
    "rate": re.compile(r"利率.{0,8}\d|LPR|基准利率|贴息.{0,8}\d"),
    "points": re.compile(r"\d+\s*分(?!之)"),
    "age": re.compile(r"周?岁"),
    "degree": re.compile(r"博士|硕士|本科|学历|学位|大专"),
    "email": re.compile(r"@|(?:邮箱|邮件)[:：]"),
    "website": re.compile(r"www\.|https?:|(?:网址|网站)[:：]"),
    "names": re.compile(r"有限公司|股份公司|名单如下|名单见|名录|名单：|名單：|名單見"),
    "score": re.compile(r"\d+\s*分(?!之)|评分|評分|分值[:：]\s*\d"),
    "consequence": re.compile(
        r"撤销|取消|不再|不得|退出|整改|收回|追回|退回|停止|终止|终结|淘汰|通报|约谈|暂停|摘牌|不予|不受理|失效|撤銷|終止|移出|除名|剔除|核减|扣[减回除]"
    ),
}
_IN_FORCE = re.compile(r"有效期(?!满|届满|内|到期)[^。；]*|自[^。；]{0,8}起施行")
_OWN_TERM = re.compile(r"有效|失效|生效|施行|到期|过期|作废|废止|实施|为止|[这那本]份?(?:方案|办法|文件|规定|通知)")
_COUNTER = re.compile(
    r"[几少](?:个(?=小时|钟头|学时|课时))?([张辆枚篇]|部(?!门)|小时|钟头|学时|课时|平方米|亩|吨|公里)"
)
"""Measure words and units that stand for one kind of thing only."""
_TITLE = 16
_CLAUSE = re.compile(r"[，,、：:；;由向为是]|应|须|不得|给予|按照")
_PERSON = re.compile(r"负责|牵头|主任|组成|专家|担任|主管|领导|会同|委员会|由.{2,}")


def body(clause: Clause) -> str:
    """The clause's text without its number."""
    return _MARKER.sub("", clause.text, count=1).strip()


def in_line(text: str) -> str:
    """A heading and its paragraph on one line: 标题：正文."""
    title, _, rest = text.partition("\n")
    if not rest:
        return text
    return f"{title.rstrip('。：: ')}：{rest}".replace("\n", " ")


def sentences(text: str) -> list[str]:
    """Sentences of `text`, verbatim; joined they are the text but for white space between them."""
    return [s.strip() for s in _END.split(text) if s and s.strip()]


def has_value(text: str, value: Value) -> bool:
    """Whether `text` holds a value of the kind. Kinds without a recognisable form always count as held."""
    text = to_hans(text)
    if value in _VALUE_UNITS:
        if value == "ratio" and re.search(r"\d\s*[:：∶]\s*\d", text):
            return True
        plain = _EACH_ONE.sub("", text) if value == "count" else text
        found = any(q.unit in _VALUE_UNITS[value] for q in find_quantities(normalise(plain)))
        also = _ALSO.get(value)
        return found or bool(also and also.search(text))
    if value == "date":
        return bool(_DATE.search(text) or _EVERY.search(text))
    if value == "phone":
        return bool(_PHONE.search(text))
    if value == "steps":
        return process_verbs(text) >= 2
    if value == "window":
        text = _IN_FORCE.sub("", text)
    if value in _FORMS:
        return bool(_FORMS[value].search(text))
    return True


def measured(part: Part) -> tuple[Value, ...]:
    """The kinds of value asked for that a text can be checked for."""
    return tuple(
        v for v in part.values if (v in _VALUE_UNITS and v != "rank") or v in ("date", "phone", "steps", *_FORMS)
    )


def states_value(clause: Clause, part: Part, anchors: Sequence[str]) -> bool:
    """Whether the clause states a value of a kind asked for, in a sentence that speaks of the matter: one that holds the
    rarest of the question's words (`anchors`, rarest first) that the clause holds at all."""
    kinds = measured(part)
    if not kinds:
        return True
    led = clause.kind == "row" or kinds == (
        "consequence",
    )  # what follows from its cases stands in the lead-in of a list
    text = clause.reading if led else body(clause)
    whole = to_hans("".join((*clause.path, text)))
    anchor = next((a for a in anchors if a in whole), "")
    if not anchor and any(a not in part.expansion for a in anchors):
        return False
    cut = sentences(text)
    if not _titled(cut, anchor):
        cut = [s for s in cut if anchor in to_hans(s)] or [text]
    if (counter := _COUNTER.search(part.text)) and kinds == ("count",):
        unit = "小时" if counter[1] == "钟头" else counter[1]
        return any(re.search(rf"[\d一二三四五六七八九十百千万]\s*{unit}", to_hans(s)) for s in cut)
    if not _OWN_TERM.search(part.text):
        cut = [_IN_FORCE.sub("", to_hans(s)) for s in cut]  # how long a document holds is no date of its matter
    return any(has_value(s, v) for s in cut for v in kinds)


def _titled(cut: Sequence[str], anchor: str) -> bool:
    """Whether the first sentence is the title of the others (购房补贴。按照…) and says the anchor: all of them speak of it."""
    return len(cut) > 1 and len(cut[0]) <= _TITLE and anchor in to_hans(cut[0]) and not _CLAUSE.search(cut[0])


def pick(clause: Clause, part: Part, short: int = 130) -> list[str]:
    """The sentences of the clause that answer the part, in their order; all of them when the clause is short."""
    text = body(clause)
    cut = sentences(text)
    if len(text) <= short or len(cut) <= 1 or (_ENUMERATED.search(text) and "list" in part.values and len(text) <= 600):
        return cut
    wanted = set(tokenise(" ".join((part.topic, *part.expansion))))
    alike = " ".join(question for ids, question in part.alike if clause.id in ids)
    scores = [_score(s, wanted, set(tokenise(alike)) - wanted, part) for s in cut]
    best = max(scores)
    if best <= 0:
        return cut if len(text) <= 2 * short else cut[:2]
    chosen = {i for i, s in enumerate(scores) if s >= 0.55 * best}
    for i in sorted(chosen):
        if i > 0 and _LEANS.match(cut[i]):
            chosen.add(i - 1)
    return [cut[i] for i in sorted(chosen)]


def _score(sentence: str, wanted: set[str], alike: set[str], part: Part) -> float:
    """How well a sentence answers, by the words of the question, and at half weight of reviewed ones like it."""
    tokens = set(tokenise(sentence))
    overlap = sum(len(t) for t in wanted & tokens) + 0.5 * sum(len(t) for t in alike & tokens)
    bonus = 1.5 if any(has_value(sentence, v) for v in measured(part)) else 1.0
    if "person" in part.values and _PERSON.search(sentence):
        bonus = max(bonus, 1.3)
    return float(bonus * overlap / (8 + len(tokens) ** 0.5))


def obliges(text: str) -> bool:
    """Whether the text sets a rule (应, 须, 不得, 不低于), rather than tells or describes."""
    return bool(_OBLIGES.search(text))


def joined(parts: Sequence[str]) -> str:
    """Sentences back to running text."""
    return "".join(parts)
