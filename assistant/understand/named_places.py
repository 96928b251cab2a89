"""Which regions a text names whose rule may be asked for: those that the corpus holds, those around and in them, others."""

from __future__ import annotations

import re
from dataclasses import dataclass

from assistant.understand.names import Names
from assistant.understand.places import asks_its_own, beside, denied, mere_place, of_its_level, sibling

__all__ = ["COMPARES", "NamedPlaces", "named_places"]

_PARTNER = re.compile(r"[跟和与同].{0,3}#.{0,6}(?:联手|合作|协作|协同|一起|对接|联合|联动)")
COMPARES = re.compile(
    r"各[自要是有]?|分别|统一|[三两各]边|区别|不同|差别|一样|相比|比(?!例|重|率|如)|两边|两级|[和与跟同、]\s*(?:升|冲|国|工信|部)|(?:国家|升级|条件)[^,。?]{0,6}[和与跟同]"
)
_ITS_RULE = re.compile(
    r"^(?:市|那边|这边|方面)?(?:的|那份|这份)?(?:市级)?(?:方案|政策|文件|规定|办法|指南|规划|通知|对|给|有(?:没有|什么|哪些)|怎么支持|支持|表|那张表)"
)
_LIKENED = re.compile(r"[跟和与同像]#(?:那边|这边|的)?(?:差不多|类似|一样|似的)(?!吗|么|不|嘛|\?)")


@dataclass(frozen=True, slots=True)
class NamedPlaces:
    """The regions that a text names: held ones, others, held ones above those others, and whether a rule of one of them
    is spoken of (重庆对…)."""

    inside: tuple[str, ...]
    outside: tuple[str, ...]
    above: tuple[str, ...]
    ruled: bool


def named_places(text: str, names: Names) -> NamedPlaces:
    """The regions named in the text. A city or district of a region that the corpus holds counts as that region, unless its
    own rule is asked for; a city of which districts are held counts as those, unless another district, or what only its
    province rules on, is named."""
    inside: list[str] = []
    outside: list[str] = []
    above: list[str] = []
    wider: list[str] = []
    ruled = False
    for region, end in _asked_places(text, names):
        behind = text[end:]
        ruled = ruled or bool(_ITS_RULE.search(behind))
        held = next((r for r in names.above(region) if r in names.regions), "")
        below = names.below(region)
        other = sibling(behind) if below else ""
        if region in names.regions:
            inside.append(region)
        elif (held and asks_its_own(behind)) or (below and not held and of_its_level(behind)):
            outside.append(region)
            above.extend([held] if held else [])
        elif below and not other and not (held and names.ruled_by(text, held, below)):
            inside.extend(below)
        elif held:
            wider.append(names.telling(region, held))
        else:
            outside.append(region + other)
    inside.extend(r for r in wider if not any(r in names.above(i) for i in inside))
    around = {a for r in (*inside, *outside) for a in names.above(r)}
    return NamedPlaces(tuple(inside), tuple(r for r in outside if r not in around), tuple(above), ruled)


def _asked_places(text: str, names: Names) -> list[tuple[str, int]]:
    """The names of the regions whose rule may be asked for, with where each ends: no partners, nothing a place is only
    likened to, and of several no place where somebody only sits, or sends or moves something from or to."""
    found = names.lexicon.find_regions(text)
    kept: list[tuple[str, int]] = []
    mere = set()
    for region, start, end in found:
        around = text[max(0, start - 4) : start] + "#" + text[end : end + 10]
        if _PARTNER.search(around) or (len(found) > 1 and _LIKENED.search(around)):
            continue
        if denied(text[:start]) or (len(found) > 1 and beside(text[:start], text[end:])):
            continue
        if kept and kept[-1][1] == start and kept[-1][0] in names.above(region.name):
            kept.pop()  # 山东青岛: the city
        kept.append((region.name, end))
        if mere_place(text[:start], text[end:]):
            mere.add((region.name, end))
    asked = [place for place in kept if place not in mere]
    return asked if asked and not COMPARES.search(text) else kept
