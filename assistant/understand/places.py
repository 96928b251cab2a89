"""Places in a question that are more or less than a region of the corpus: districts that the corpus itself names, where
somebody only sits or moves to, and a city asked for its own rule below a province that is held."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import MappingProxyType

from assistant.understand.lexicon import Region
from assistant.understand.segment import frequencies
from assistant.understand.syllables import spellings_of
from ingest.normal import normalise

__all__ = [
    "asks_its_own",
    "beside",
    "denied",
    "mere_place",
    "moved_to",
    "of_its_level",
    "own_regions",
    "region_names",
    "sibling",
]

_SITS = re.compile(
    r"(?:(?:我们?|咱们?|俺们?|本人|公司|厂子?|单位|企业|户口|户籍|老家|注册地|人)(?:的)?(?:公司|厂子?|单位|企业)?(?:现在|目前|都|还|就|是|人)*(?:在|住在?|位于)|坐标"
    r"|(?:我们?|咱们?|俺们?|我司|本公司)(?:就|都)?是|从|由)$"
)
_MOVES = re.compile(r"(?:搬迁|迁移|转移|搬|迁|寄|快递|邮|挪|发货)(?:到|去|往|至|回|进|给)?$")
_SENDS = re.compile(r"^[市省区县]?(?:户口|户籍|人(?![民才力员])|寄|发货|快递|邮寄|搬|迁)")
_OWN = re.compile(
    r"^[市区县]?(?:里(?!的)|本级|自己|自身|(?:一)?级财政|财政|政府|当地|层面|另外|额外|单独)"
    r"[^,。?;]{0,12}?(?:配套|奖|补|给|贴|资助|支持|出台|加|叠加|政策|规定|办法|标准|评|认定)"
)
_ZONES = (
    ("经济技术开发区", ("经开区", "开发区")),
    ("高新技术产业开发区", ("高新区", "高新技术开发区")),
    ("经济开发区", ("经开区", "开发区")),
    ("保税港区", ("保税区",)),
    ("工业园区", ("园区",)),
)
_NEAR_BEFORE = re.compile(
    r"(?:离|距离?|挨着|紧挨|靠近?|靠着|临近|毗邻|邻近|隔壁(?:就)?是?|旁边(?:就)?是|过去(?:就)?是|对面(?:就)?是|比邻)$"
)
_NEAR_BEHIND = re.compile(
    r"^[^,。?;]{0,6}?(?:就|只|仅|才)?(?:隔(?:着|了|一)|接壤|交界|挨着|相邻|(?:很|挺|更|比较|特别)?近(?:$|[,。?;])|隔壁$|边上$)"
)
_DENIED = re.compile(r"(?:不是|别说|不要|不问|没问|而非|并非)(?:问|说|指|要)?$")
_LEVEL_ITS = re.compile(r"^(?:省|市|区|县)?(?:级|上|本级)")
_SIBLING = re.compile(r"^市?([一-鿿]{1,3}?(?:新区|区|县))(?![域级块长别内])")
_NO_SIBLING = re.compile(
    r"[的和与及在是这那哪某每各几别全本市内外多同跨]|其他|其它|我们?|(?:[园社城辖景小学郊山地片库]|示范|试验|保护|创新)区$"
)


def sibling(behind: str) -> str:
    """The district named right behind a city (高新区, 武侯区), or nothing."""
    found = _SIBLING.match(behind)
    return found[1] if found and not _NO_SIBLING.search(found[1]) else ""


def mere_place(before: str, behind: str) -> bool:
    """Whether a place is only where somebody sits, or sends or moves something from or to (我在…, 从…搬去…)."""
    return bool(_SITS.search(before) or _SENDS.match(behind)) or moved_to(before)


def beside(before: str, behind: str) -> bool:
    """Whether a place is only told as near (离湖北近, 跟湖北就隔一道山)."""
    return bool(_NEAR_BEFORE.search(before) or _NEAR_BEHIND.match(behind))


def denied(before: str) -> bool:
    """Whether a place is said not to be meant (不是西安市的)."""
    return bool(_DENIED.search(before))


def of_its_level(behind: str) -> bool:
    """Whether the level of a place stands behind its name (陕西|省级): its own rule is asked for."""
    return bool(_LEVEL_ITS.match(behind))


def moved_to(before: str) -> bool:
    """Whether a place is where something is moved or sent to, by what stands before its name."""
    return bool(_MOVES.search(before))


def asks_its_own(behind: str) -> bool:
    """Whether a city's own rule is asked for, by what stands behind its name (市里另外配套多少)."""
    return bool(_OWN.match(behind))


def region_names(region: str, above: str = "") -> tuple[str, ...]:
    """How a region is called: in full, without 省, 市, 区; a district also without its city (`above`)."""
    short = re.sub(r"(?:维吾尔|壮族|回族)?自治区$|特别行政区$|新区$|[省市区县]$", "", region)
    found = [region, short] if len(short) >= 2 else [region]
    if above and region.startswith(above):
        own = region.removeprefix(above)
        found += [f"{above[:-1]}{n}" for n in (own, own[:-1]) if above[-1:] in "省市"] + [own]
        found += [own[:-1]] if len(own) > 2 and not own.endswith(("新区", "发区")) else []
        found += [own.removesuffix("新区")] if len(own) > 3 and own.endswith("新区") else []
    return tuple(dict.fromkeys(found))


def own_regions(
    regions: Sequence[str],
    known: Mapping[str, Region],
    terms: Sequence[str] = (),
    short: Mapping[str, Sequence[str]] = MappingProxyType({}),
) -> dict[str, Region]:
    """The names of regions that only the corpus names, in characters and in pinyin; `short` are the short names that
    documents give them. Words of the language, and `terms`, that run into a short name (创新|都 and 新都) take up their
    place without being a region."""
    held = {r.name for r in known.values()}
    found: dict[str, Region] = {}
    for region in regions:
        if region in held:
            continue
        above = max((n for n in held if n and region.startswith(n)), key=len, default="")
        city = max((n for n in known if n and known[n].name and region.startswith(n)), key=len, default="")
        names = [*region_names(region, above), *_zone_names(region, city), *short.get(region, ())]
        names += [city + n for n in short.get(region, ()) if city and not n.startswith(city)]
        above = above or (known[city].name if city else "")
        for name in dict.fromkeys(map(normalise, names)):
            found[name] = Region(region, "区" if above else "", above)
            if above and len(name) == 2:
                found.update((w, Region("", "")) for w in _running_into(name, terms))
            for latin in spellings_of(name):
                if latin.isascii() and len(latin) >= 5:
                    found.setdefault(latin, Region(region, "区" if above else "", above))
    return found


def _zone_names(region: str, city: str) -> tuple[str, ...]:
    """How a development zone is called: by the short form of its kind (经开区, 高新区), with its city and without."""
    for kind, called in _ZONES:
        if region.endswith(kind):
            stem = region.removesuffix(kind)
            own = stem.removeprefix(city) if city else ""
            return tuple(s + c for s in (stem, own) if len(s) >= 2 for c in (kind, *called))
    return ()


def _running_into(name: str, terms: Sequence[str]) -> list[str]:
    """Common words and `terms` that end in the first character of `name`, with the rest of it."""
    return [w + name[1:] for w in (*frequencies(), *terms) if len(w) >= 2 and w.endswith(name[0])]
