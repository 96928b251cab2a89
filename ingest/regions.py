"""Whose document it is: region and level, read from who issued it or from its title."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from ingest.normal import to_hans

__all__ = ["find_region"]

_FILE = Path(__file__).parent / "data" / "provinces.yaml"
_NATION = re.compile(
    r"国务院|中共中央|中央|国家|中华人民共和国|全国|最高人民|中国人民银行|"
    r"(?:工业和信息化|科学技术|科技|财政|商务|教育|农业农村|农业|住房和城乡建设|交通运输|生态环境|人力资源社会保障|"
    r"人力资源和社会保障|自然资源|水利|文化和旅游|公安|民政|司法|应急管理|外交|国防|退役军人事务)部|海关总署|[^省市区县]{2,8}总局"
)
_CITY = re.compile(r"([㐀-鿿]{2,8}?(?:自治州|地区|市))(?!场|级|民|委|政|长|属|直)")
_DISTRICT = re.compile(r"([㐀-鿿]{2,8}?(?:新区|开发区|自治县|县|旗|区))(?!域|级|块|委|政|长|别)")
_COUNTY = re.compile(r"([㐀-鿿]{1,7}?(?:自治县|自治旗|联合旗|新区|区|县|旗))(?=[㐀-鿿])(?![域级块长别内]|[区县])")
_NO_COUNTY = re.compile(
    r"^[区县]|关于|支持|促进|推进|加快|人民|政府|[局委厅办的和与及在内]|^[各全两本市][^中]?[区县]$"
    r"|(?:[园社城辖景小学郊市山地片库作]|示范|试验|保护|集聚|聚集|功能|创新|先行)区$"
)
"""A district or county right behind the name of its city; not 园区, 社区 or 示范区."""
_PROVINCE = re.compile(r"([㐀-鿿]{2,3}?省|[㐀-鿿]{2,8}?自治区)(?!级|直|属|内|部|市)")


def find_region(issuer: str, title: str) -> tuple[str, str]:
    """Region and level (国家, 省, 市, 区县) of a document; two empty strings where nothing says them."""
    for text in (issuer, title):
        found = _read(re.sub(r"^(?:中共|[“”《「『\"]+|关于)+", "", to_hans(text)))
        if found:
            return found
    return "", ""


def _read(text: str) -> tuple[str, str] | None:
    if _NATION.match(text):
        return "国家", "国家"
    for province in _provinces():
        for name in [province["name"], *[s for s in province["short"] if len(s) > 1]]:
            if text.startswith(name):
                return _below(text[len(name) :], province["name"], bool(province.get("seat")))
    if match := _PROVINCE.match(text):
        return _below(text[match.end() :], match.group(1), False)
    return _local(text)


def _below(rest: str, province: str, municipality: bool) -> tuple[str, str]:
    """What comes after a province's name: a city or district of it, or its own body."""
    local = _local(rest)
    if local is None or len(rest) - len(local[0]) < 2:
        return province, "省"
    return (province + local[0], local[1]) if municipality else local


def _local(text: str) -> tuple[str, str] | None:
    if city := _CITY.match(text):
        county = _COUNTY.match(text[city.end() :])
        if county and not _NO_COUNTY.search(county.group(1)):
            return city.group(1) + county.group(1), "区县"
        return city.group(1), "市"
    district = _DISTRICT.match(text)
    return (district.group(1), "区县") if district and not _NO_COUNTY.search(district.group(1)) else None


@lru_cache(maxsize=1)
def _provinces() -> tuple[dict[str, Any], ...]:
    import yaml

    return tuple(yaml.safe_load(_FILE.read_text(encoding="utf-8")))
