"""Numbers as Chinese documents write them: 第二十三条, ①, ２０１７, 二〇一七年, 三年."""

from __future__ import annotations

import re
import unicodedata
from datetime import date
from decimal import Decimal

__all__ = [
    "HIGHEST",
    "chinese_to_int",
    "find_dates",
    "int_to_chinese",
    "parse_date",
    "parse_duration",
    "to_int",
]

_DIGITS = {c: i for i, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "○": 0, "Ｏ": 0, "O": 0, "两": 2, "兩": 2}
_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖貳叄陸", (1, 2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 6), strict=True))
_UNITS = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
_LARGE = {"万": 10**4, "萬": 10**4, "亿": 10**8, "億": 10**8}
_ALL = {**_DIGITS, **_FORMAL}
_HAN = "".join([*_ALL, *_UNITS, *_LARGE])
_LONGEST = 24
_NUMBER = rf"(?:\d+(?:,\d{{3}})*(?:\.\d+)?|[{_HAN}]+)"
_DATE = re.compile(
    rf"(\d{{4}}|[{''.join(_DIGITS)}]{{4}})\s*年\s*(\d{{1,2}}|[一二三四五六七八九十]{{1,2}})\s*月\s*"
    rf"(\d{{1,2}}|[一二三四五六七八九十]{{1,3}})\s*日"
)
HIGHEST = 9999
"""The highest number that a clause can have."""


def chinese_to_int(text: str) -> int:
    """十三 → 13, 一千零五 → 1005, 二〇一七 → 2017, 两万 → 20000. Raises ValueError for what is no such number."""
    if not text or len(text) > _LONGEST or any(c not in _ALL and c not in _UNITS and c not in _LARGE for c in text):
        raise ValueError(f"not a Chinese number: {text[:_LONGEST]!r}")
    if all(c in _ALL for c in text):
        return int("".join(str(_ALL[c]) for c in text))
    total = section = digit = 0
    for char in text:
        if char in _LARGE:
            total = (total + section + digit) * _LARGE[char] if char in "亿億" else total + (section + digit) * 10**4
            section = digit = 0
        elif char in _UNITS:
            section += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _ALL[char]
    return total + section + digit


def int_to_chinese(number: int) -> str:
    """13 → 十三, 20 → 二十, 105 → 一百零五. For 0 to 9999; raises ValueError beyond."""
    if not 0 <= number <= HIGHEST:
        raise ValueError(f"out of range: {number}")
    digits = "零一二三四五六七八九"
    if number < 10:
        return digits[number]
    result, zero = "", False
    for value, unit in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        part = number // value % 10
        if part:
            result += ("零" if zero and result else "") + digits[part] + unit
            zero = False
        else:
            zero = True
    return result.removeprefix("一") if 10 <= number < 20 else result


def to_int(text: str) -> int:
    """Any single number: 12, １２, 十二, ⑫, 贰, XII is not one. Raises ValueError."""
    plain = unicodedata.normalize("NFKC", text).strip().strip("()（）")
    if plain.isdecimal() and len(plain) <= _LONGEST:
        return int(plain)
    return chinese_to_int(plain)


def parse_date(text: str) -> date | None:
    """The first full date in the text: 2017 年 12 月 5 日, 二〇一七年十二月五日, 2017-12-05. None without one."""
    found = find_dates(text)
    return found[0][0] if found else None


def find_dates(text: str) -> list[tuple[date, str]]:
    """All full dates in the text with the words that say them, in order."""
    folded = "".join(chr(ord(c) - 0xFEE0) if "０" <= c <= "９" else c for c in text)
    found: list[tuple[int, date, str]] = []
    for match in [*_DATE.finditer(folded), *re.finditer(r"(?<!\d)(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?!\d)", folded)]:
        try:
            year, month, day = (to_int(g) for g in match.groups())
            found.append((match.start(), date(year, month, day), text[match.start() : match.end()]))
        except ValueError:
            continue
    return [(day_, quote) for _, day_, quote in sorted(found, key=lambda f: f[0])]


def _decimal(text: str) -> Decimal:
    text = text.replace(",", "")
    return Decimal(text) if text[0].isdecimal() else Decimal(chinese_to_int(text))


def parse_duration(text: str) -> tuple[int, str] | None:
    """The first span of time: 三年 → (3, "年"), 半年 → (6, "月"), 30个工作日 → (30, "工作日"); no 2025年."""
    plain = unicodedata.normalize("NFKC", text).replace(" ", "")
    pattern = rf"(半)年|({_NUMBER})(?:个|個)?(年|月|工作日|日|天|周|小时)(?![前])"
    for match in re.finditer(pattern, plain):
        if match.group(1):
            return 6, "月"
        try:
            value = _decimal(match.group(2))
        except ValueError:
            continue
        if value != int(value) or (match.group(3) == "年" and value >= 1000):
            continue
        return int(value), {"天": "日"}.get(match.group(3), match.group(3))
    return None
