"""Heads as several bodies write them: long titles in one line, bodies side by side, 印发 without 关于."""

from __future__ import annotations

import pytest

from ingest.parse import Parsed, parse_document

PLAN = "临枫市人才公寓管理办法"
BODY = f"""
临住字〔2025〕4号

各区人民政府，市各有关单位：

《{PLAN}》已经市政府同意，现印发给你们，请认真遵照执行。

临枫市住房保障和房产管理局
临枫市人力资源和社会保障局
2025年11月28日

{PLAN}

第一条 为规范人才公寓的申请和管理，制定本办法。

第二条 申请人应当在本市缴纳社会保险满6个月。
"""


def parsed(head: str) -> Parsed:
    return parse_document((head + "\n" + BODY).encode(), "plan.txt")


@pytest.mark.parametrize(
    "head",
    [
        f"临枫市住房保障和房产管理局 临枫市人力资源和社会保障局 临枫市财政局 临枫市规划和自然资源局关于印发《{PLAN}》的通知",
        f"临枫市住房保障和房产管理局 临枫市人力资源和社会保障局\n关于印发《{PLAN}》的通知",
        f"临枫市住房保障和房产管理局印发《{PLAN}》的通知",
    ],
)
def test_the_plan_that_a_notice_carries_is_the_document(head: str) -> None:
    document = parsed(head).document
    assert document.title == PLAN
    assert document.number == "临住字〔2025〕4号"
    assert document.region == "临枫市"


def test_bodies_side_by_side_are_told_apart() -> None:
    document = parsed(f"临枫市住房保障和房产管理局 临枫市财政局\n关于印发《{PLAN}》的通知").document
    assert document.issuer.split("、") == ["临枫市住房保障和房产管理局", "临枫市财政局"]
