"""Numbers as people write them: 三百五十万, 一亿二, 1亿2000万, 两三百, 1,000. Pure text in, decimals out."""

from __future__ import annotations

import re
from decimal import Decimal

__all__ = ["AMOUNT", "NUMBER", "SIMPLE", "chinese_number", "number_range"]

_DIGIT = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2, "兩": 2}
_SCALE = {"十": 10, "百": 100, "千": 1000}
_BIG = (("亿", 100_000_000), ("万", 10_000))
_HAN = "[零〇一二两兩三四五六七八九十百千]{1,12}"

SIMPLE = (
    r"(?:(?<!\d)\d{1,3}(?:,\d{3}){1,5}(?:\.\d{1,6})?|(?<!\d)\d{1,15}(?:[.点]\d{1,6})?"
    rf"|{_HAN}点[零〇一二三四五六七八九]{{1,6}}|{_HAN}|半)"
)
"""A number without 万 or 亿."""
_SCALED = rf"{SIMPLE}\s*[多几余来]?个?多?[千百十]?(?:[万萬][亿億]|[万萬亿億])"
_REST = r"(?![\d.%零一二三四五六七八九十百千万亿家个人项名位年月天日成点分条台件所套次号多几余来岁周])"
AMOUNT = rf"(?:{_SCALED}(?:零?{_SCALED})?(?:零?{SIMPLE}{_REST})?)"
"""A number with 万 or 亿: 1000万, 2个亿, 一亿二, 1亿2000万."""
NUMBER = rf"(?:{AMOUNT}|{SIMPLE})"

_TOKEN = re.compile(r"(\d+(?:\.\d+)?|[零〇一二两兩三四五六七八九])|([十百千])")
_PAIR = re.compile(
    r"(?<![零〇一二两兩三四五六七八九\d])([一二两三四五六七八])([二三四五六七八九])(?![零〇一二三四五六七八九])"
)


def chinese_number(text: str) -> Decimal | None:
    """`三十` → 30, `1,000` → 1000, `半` → 0.5, `一亿二` → 120000000; None when it is no number.

    >>> chinese_number("三百五十万")
    Decimal('3500000')
    """
    text = re.sub(r"[,\s个多几余来]", "", text).replace("萬", "万").replace("億", "亿")
    if not text:
        return None
    for name, scale in _BIG:
        if name in text:
            return _split(text, name, scale)
    if "点" in text:
        whole, _, part = text.partition("点")
        head, digits = chinese_number(whole), "".join(str(_DIGIT.get(c, c)) for c in part)
        return None if head is None else Decimal(f"{head}.{digits}")
    if text == "半":
        return Decimal("0.5")
    if re.fullmatch(r"\d+(?:\.\d+)?", text):
        return Decimal(text)
    if re.fullmatch(r"[零〇一二两兩三四五六七八九]+", text):
        return Decimal("".join(str(_DIGIT[c]) for c in text))
    return _below_ten_thousand(text)


def _split(text: str, name: str, scale: int) -> Decimal | None:
    """A number at its 亿 or 万; a single digit behind it counts the next place (一亿二)."""
    head, _, tail = text.partition(name)
    first = chinese_number(head)
    if first is None:
        return None
    if not tail:
        return first * scale
    rest = chinese_number(tail.lstrip("零〇"))
    if rest is None:
        return None
    short = len(tail) == 1
    return first * scale + rest * (scale // 10 if short else 1)


def _below_ten_thousand(text: str) -> Decimal | None:
    """`三百五` → 350, `一百零五` → 105, `2千5` → 2500; `百` alone is 100."""
    total, current, scale, zero = Decimal(0), None, 10, False
    at = 0
    for match in _TOKEN.finditer(text):
        if match.start() != at:
            return None
        at = match.end()
        if match[2]:
            scale = _SCALE[match[2]]
            total += (Decimal(1) if current is None else current) * scale
            current, zero = None, False
        elif match[1] in ("零", "〇"):
            zero = True
        elif current is not None:
            return None
        else:
            current = Decimal(_DIGIT[match[1]]) if match[1] in _DIGIT else Decimal(match[1])
    if at != len(text):
        return None
    if current is None:
        return total
    whole = current == current.to_integral_value() and current < 10
    return total + current * (scale // 10 if whole and not zero and scale > 10 else 1)


def number_range(text: str) -> tuple[Decimal, Decimal | None] | None:
    """The number, and the upper end where two neighbouring digits make an estimate (两三家, 三四十, 七八百万)."""
    found = _PAIR.search(text)
    if found and not re.search(r"[〇零点]", text):
        low, high = _DIGIT[found[1]], _DIGIT[found[2]]
        if high == low + 1:
            ends = [chinese_number(text[: found.start()] + found[i] + text[found.end() :]) for i in (1, 2)]
            if ends[0] is not None and ends[1] is not None:
                return ends[0], ends[1]
    number = chinese_number(text)
    return None if number is None else (number, None)
