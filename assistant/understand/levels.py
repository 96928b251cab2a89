"""The national level (国家级) set beside the level of a region: a second one whose rule is asked for, and no goal of the
region's own."""

from __future__ import annotations

import re
from collections.abc import Iterable

__all__ = ["beside_region", "raises"]

_JOINED = r"(?:以及|和|与|跟|同|及|、|还是|比|vs\.?|/|,)"
_OBJECTS = (
    r"(?:的)?(?:各类)?(?:创新|科技|公共|服务)?(?:平台|高新|实验室|示范|重点|重大|工程|孵化|科研|经开|新区|开发区|园区|基地|项目|课题|奖|荣誉"
    r"|称号|人才|专家|计划|专项|资金|非遗|贫困)"
)
_LEVEL = rf"国家(?:一)?级(?!{_OBJECTS})"
_AIMED = r"对给把将向支持奖补助建成设立培育打造创报评含括及其以上"
_BEHIND = re.compile(rf"^[^,。;?{_AIMED}]{{0,6}}{_JOINED}[^,。;?]{{0,4}}?(?P<level>{_LEVEL})")
_BEFORE = re.compile(rf"(?P<level>{_LEVEL})[^,。;?{_AIMED}]{{0,6}}{_JOINED}[^,。;?]{{0,3}}?$")
_OWN_ASKED = re.compile(
    r"[,。;?](?:那|再|还有)?(?:够不够|能不能|算不算|达不达|符不符合|是否|到不到)?(?:得?了)?"
    rf"(?P<level>{_LEVEL})(?:别|层面|的|那[边个档]?|中心|标准|要求|门槛|线)*(?:呢|够|又|行|要|有|怎|是|吗|也|$|[,。;?])"
)
_NUMBERED = re.compile(r"(?:建成?|培育|打造|创建|设立|认定)[^,。;?]{0,8}(?:几|多少)[家个]|(?:一共|总共|合计)")
_RAISES = re.compile(
    r"(?:要不要|用不用|需不需要|是不是(?:还|得|要)*|还|再)(?:得|要|需要?|用)?(?:再|还|继续)*(?:往上|向上)?"
    r"(?:提高?|加码?|涨|抬高?|多[花投招]|补)(?:一?[点些截])?(?:了)?(?:吗|么|不|[?,。]|$)"
)


def beside_region(text: str, regions: Iterable[tuple[int, int]]) -> int | None:
    """Where the national level is set beside one of the regions, which stand at the given places in the text; None where
    it is not. What is counted as built (建几家国家级和市级的) is no level that makes rules."""
    spans = list(regions)
    if not spans or _NUMBERED.search(text):
        return None
    for start, end in spans:
        if behind := _BEHIND.search(text[end:]):
            return end + behind.start("level")
        if before := _BEFORE.search(text[:start]):
            return before.start("level")
    own = _OWN_ASKED.search(text)
    return own.start("level") if own else None


def raises(text: str) -> bool:
    """Whether the question asks if what is met must be raised for another level (要不要再提高): two levels are compared."""
    return bool(_RAISES.search(text))
