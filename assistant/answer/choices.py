"""Questions that offer alternatives (两年还是三年): open where the clauses speak of none of them."""

from __future__ import annotations

import re

from assistant.understand.lexicon import Lexicon
from assistant.understand.quantities import find_quantities
from assistant.understand.segment import cut
from assistant.understand.understanding import Part
from ingest.normal import compact

__all__ = ["alternatives", "choice_open"]

_OR = re.compile(
    r"(?P<left>[^,。?;]*?),?(?<!延期)(?:还是|抑或|或者是)(?!没|不|要|得|会|能|可以|有|应|怎|这样|那样|一样|老|照|依旧|仅仅|说|[这那原])"
    r"(?P<right>[^,。?;]+)"
)
_LEAD = re.compile(r"^.*(?:到底|究竟|是指|卡在|限于|属于|[是按指看算用归走])")
_MODAL = re.compile(
    r"硬性|强制|必须|自愿|建议|鼓励|可选|刚性|死规定|原则上|只能|都行|随便|统一|各自|自己|单独|一起|共同|全本|全文|完整"
    r"|一[次把下]|一口气|分[期批次]|分[两几二三][期批次]|分开|分着"
)
_COMMON = frozenset(
    (
        "到底",
        "究竟",
        "可以",
        "需要",
        "必须",
        "一个",
        "这个",
        "那个",
        "我们",
        "什么",
        "哪个",
        "怎么",
        "应该",
        "要求",
        "具体",
    )
)


def alternatives(text: str) -> tuple[str, ...]:
    """The alternatives that the normalised question offers; nothing where it offers none.

    >>> alternatives("筹建期到底是两年还是三年")
    ('两年', '三年')
    """
    match = _OR.search(text)
    if not match or len(compact(match["left"])) < 2:
        return ()
    left = _LEAD.sub("", match["left"]) or match["left"]
    return tuple(
        o for piece in (left, _LEAD.sub("", match["right"]) or match["right"]) for o in re.split("、", piece) if o
    )


def choice_open(part: Part, text: str, lexicon: Lexicon) -> str:
    """The alternatives as they are named to readers, where the text speaks of none of them; empty otherwise."""
    offered = alternatives(part.text)
    if len(offered) < 2 or any(_MODAL.search(o) for o in offered):
        return ""  # how strictly a rule is meant, who acts, or in how many goes, is said in many ways
    figures = {(q.value, q.unit) for q in find_quantities(text)}
    told = compact(text)
    for option in offered:
        asked = find_quantities(option)
        if any((q.value, q.unit) in figures for q in asked):
            return ""
        if asked:
            continue
        others = [o for o in offered if o != option]
        words = [w for w in cut(option) if len(w) >= 2 and w not in _COMMON and not all(w in o for o in others)]
        if not words or any(_told(w, told, lexicon) for w in words) or any(e in told for e in lexicon.expand(option)):
            return ""
    return f"是{'还是'.join(offered)}" if all(len(o) <= 12 for o in offered) else "是其中哪一种"


def _told(word: str, text: str, lexicon: Lexicon) -> bool:
    pairs = [word[i : i + 2] for i in range(len(word) - 1)]
    return any(p in text for p in pairs) or any(compact(m) in text for m in lexicon.means_of(word))
