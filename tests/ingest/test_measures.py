"""若干措施 as governments write them: each measure ends with who is responsible, in brackets; numbers run through."""

from __future__ import annotations

from ingest.model import Clause
from ingest.parse import parse_document

TEXT = """柳泉市支持小微企业若干措施

为帮助小微企业发展，制定如下措施。

一、降低用电成本

（一）实行缓缴。企业可以申请缓缴电费，期限不超过3个月。下列企业除外：
1.高耗能企业；
2.失信企业。
（责任单位：市供电公司、市工信局）

（二）支持节能改造。按设备投资额的10%给予补助。（责任单位：市工信局）

二、加大融资支持

（三）贷款贴息。符合下列条件的，按1个百分点贴息：
1.注册满1年；
2.无欠息记录。
贷款用于房地产开发的，不予贴息。（责任单位：市财政局）

（四）担保贷款。最高可申请400万元（超过100人的企业可到500万元）的贷款。（责任单位：市人社局）

（五）转贷资金。单笔不超过1000万元。（责任单位：市财政局）

附件1

咨询电话

市工信局：0300-1234567
市财政局：0300-7654321
"""


def clauses() -> dict[str, Clause]:
    parsed = parse_document(TEXT.encode(), "measures.txt")
    return {c.id.partition("/")[2]: c for c in parsed.clauses}


def test_a_remark_on_who_is_responsible_ends_a_measure() -> None:
    found = clauses()
    assert {"main/1.1", "main/1.2", "main/2.3", "main/2.4", "main/2.5"} <= found.keys()
    assert found["main/2.4"].text.startswith("（四）担保贷款")
    assert "（五）" not in found["main/2.4"].text


def test_a_line_in_brackets_is_no_heading() -> None:
    assert not [c.id for c in clauses().values() if c.kind == "heading" and c.text.startswith("（责任单位")]


def test_lines_of_names_and_values_are_no_title_of_an_annex() -> None:
    title = clauses()["annex1/title"]
    assert "咨询电话" in title.text
    assert "市工信局" not in title.text
