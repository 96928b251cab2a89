"""The guard over the real founding index: lines that hold pass, lines with anything changed do not."""

from __future__ import annotations

import pytest

from assistant.answer.draft import Draft, Line, Table
from assistant.cite import Guard
from assistant.pipeline import Assistant
from assistant.understand.lexicon import load_lexicon
from assistant.understand.scope import Names

CQ, CQ_NOTICE = "yu-jing-xin-fa-2017-139/main/", "yu-jing-xin-fa-2017-139/notice/"
SH = "hu-jing-xin-ji-2022-387/main/"
MI, MI_ROOT = "gong-xin-ting-ke-2017-64/main/", "gong-xin-ting-ke-2017-64/"
RATIO = "创新中心的年度研发费用总额占成本费用支出总额的比例应不低于30%。"
STAFF = "从事研发和相关技术创新活动的科技人员占企业职工总数的比例不低于30%。"
FUNDS = "全部组建资金实际投入不低于1000万元（含研发设备投入）。"
UNTIL = "本方案自发布之日起施行，有效期至2025年12月31日。"
PREPARE = "筹建期为一年，如有特殊原因，可申请延期半年，延期后仍未满足创建要求的，撤销筹建资格。"


def said(text: str, clause: str, *quotes: str, computed: tuple[str, ...] = ()) -> Line:
    return Line(text, (clause,), quotes, computed)


HOLDS = {
    "a whole clause in its own words": said(f"重庆市：{RATIO}", CQ + "3.2.7", RATIO),
    "a figure in bold": said("重庆市：比例应**不低于30%**。", CQ + "3.2.7", "比例应不低于30%。"),
    "the national figure": said("国家（升级条件）：比例不低于50%。", MI + "7.2", "比例不低于50%。"),
    "money as written": said(f"重庆市：{FUNDS}", CQ + "3.1.4", FUNDS),
    "money in another unit": said("重庆市：组建资金实际投入不低于10000000元。", CQ + "3.1.4"),
    "money with a thousands separator": said("重庆市：组建资金实际投入不低于1,000万元。", CQ + "3.1.4"),
    "money in 亿元": said("重庆市：组建资金实际投入不低于0.1亿元。", CQ + "3.1.4"),
    "a percentage in words": said("重庆市：比例不低于百分之三十。", CQ + "3.2.7"),
    "full-width figures and blanks": said("重庆市：比例应不低于 ３０％。", CQ + "3.2.7", "比例应不低于 ３０％。"),
    "the user's figure, marked": said(
        "重庆市：**不满足**：28%（您提供）＜ 不低于30%，差2个百分点。",
        CQ + "3.2.7",
        "不低于30%",
        computed=("28%", "2个百分点"),
    ),
    "a ratio worked out": said(
        "重庆市：**满足**：60人÷200人＝30%（您提供）＝ 不低于30%。",
        CQ + "3.2.6",
        "不低于30%",
        computed=("60人÷200人＝30%",),
    ),
    "a counted list": said("重庆市：牵头单位要求（共4项）：", CQ + "3.3", "牵头单位要求", computed=("共4项",)),
    "the cited document's own number": said("沪经信技〔2022〕387号的有效期至2025年12月31日。", SH + "6.p3"),
    "the cited document's own title": said(
        "《上海市制造业创新中心建设工程实施方案》的筹建期为一年。", SH + "6.p2", "筹建期为一年"
    ),
    "the clause's own label": said(f"重庆市三、（二）第7项：{RATIO}", CQ + "3.2.7", RATIO),
    "a date as written": said(f"上海市：{UNTIL}", SH + "6.p3", UNTIL),
    "a fact's date": said("重庆市：成文日期为2017年12月5日。", CQ_NOTICE + "signature"),
    "a telephone number": said("国家：联系电话为010—68205235。", MI_ROOT + "notice/phone"),
    "a quotation without the clause's number": said("重庆市：" + STAFF, CQ + "3.2.6", STAFF),
    "a table row": said("国家：序号：13；领域名称：石墨烯", MI_ROOT + "annex/r13", "石墨烯"),
    "two clauses and a figure of each": Line(
        "主要差别：国家为不低于50%，重庆市为不低于30%。", (MI + "7.2", CQ + "3.2.6")
    ),
    "a document that the clause names": said("重庆市：依据《中国制造2025》（国发〔2015〕28号）", CQ_NOTICE + "p1"),
    "durations in their own words": said(f"上海市：{PREPARE}", SH + "6.p2", PREPARE),
    "a range": said("重庆市：培育市级制造业创新中心10-15个以上", CQ + "1.2"),
    "our own words without content": Line("各自的规定如下：", frame=True),
}

FALSE = {
    # figures
    "a lower ratio": said("重庆市：比例应不低于20%。", CQ + "3.2.7"),
    "a higher ratio": said("重庆市：比例应不低于35%。", CQ + "3.2.7"),
    "a ratio with a decimal": said("重庆市：比例应不低于30.5%。", CQ + "3.2.7"),
    "the figure of the national clause": said("重庆市：科技人员比例不低于50%。", CQ + "3.2.6"),
    "the figure of the regional clause": said("国家：科技人员比例不低于30%。", MI + "7.2"),
    "a statistic of another document": said("国家：科技人员比例不低于80%。", MI + "7.2"),
    "a percentage become a number": said("重庆市：科技人员不少于30人。", CQ + "3.2.6"),
    "money ten times smaller": said("重庆市：组建资金实际投入不低于100万元。", CQ + "3.1.4"),
    "money ten times larger": said("重庆市：组建资金实际投入不低于1亿元。", CQ + "3.1.4"),
    "money with its unit changed": said("重庆市：组建资金实际投入不低于1000元。", CQ + "3.1.4"),
    "money with a larger unit": said("重庆市：组建资金实际投入不低于1000亿元。", CQ + "3.1.4"),
    "a range with its end changed": said("重庆市：培育市级制造业创新中心10-25个以上。", CQ + "1.2"),
    "a range with its start changed": said("重庆市：创建3-5家国家级制造业创新中心。", CQ + "1.2"),
    "a number of centres": said("上海市：建成35家左右制造业创新中心。", SH + "2.3"),
    "a share of laboratories": said("国家：覆盖60%以上本领域的国家重点实验室。", MI + "4.3"),
    "a number of technologies": said("国家：实现至少2项共性技术的转移扩散。", MI + "9.2"),
    "a nanometre figure": said("国家：重点突破12纳米工艺关键共性技术。", MI_ROOT + "annex/r9"),
    "a telephone number": said("国家：联系电话为010-68205236。", MI_ROOT + "notice/phone"),
    "a Chinese numeral in a duration": said("上海市：筹建期为两年。", SH + "6.p2"),
    "a Chinese numeral in an extension": said("上海市：筹建期可申请延期三个月。", SH + "6.p2"),
    "a Chinese numeral in a support period": said("重庆市：前五年连续给予专项支持。", CQ + "4.2"),
    "a Chinese numeral in a ban": said("重庆市：考核不合格的，两年内不再纳入支持范围。", CQ + "4.3"),
    "a Chinese numeral in a rank": said("国家：股东中应包括若干家在本领域排名前五的企业。", MI + "4.2"),
    "a figure in Chinese percent": said("重庆市：比例不低于百分之二十。", CQ + "3.2.7"),
    "the user's figure, not marked": said("重庆市：28%＜ 不低于30%。", CQ + "3.2.7", "不低于30%"),
    "a count that nobody counted": said("重庆市：牵头单位要求（共7项）：", CQ + "3.3", "牵头单位要求"),
    # dates
    "the year of an end": said("上海市：有效期至2026年12月31日。", SH + "6.p3"),
    "the month of an end": said("上海市：有效期至2025年11月30日。", SH + "6.p3"),
    "the day of an end": said("上海市：有效期至2025年12月30日。", SH + "6.p3"),
    "the day of printing": said("国家：2017年7月15日印发。", MI_ROOT + "imprint/1"),
    "the year of a goal": said("重庆市：力争到2030年培育一批中心。", CQ + "1.2"),
    "the day of a signature": said("重庆市：成文日期为2017年12月6日。", CQ_NOTICE + "signature"),
    "a date put together from two": said("上海市：2022年12月29日印发。", SH + "6.p3"),
    # document numbers and titles
    "a serial": said("渝经信发〔2017〕138号要求不低于30%。", CQ + "3.2.7"),
    "a year of issue": said("渝经信发〔2018〕139号要求不低于30%。", CQ + "3.2.7"),
    "another document's number": said("工信厅科〔2017〕64号的筹建期为一年。", SH + "6.p2"),
    "another issuer's prefix": said("沪经信技〔2017〕139号要求不低于30%。", CQ + "3.2.7"),
    "a number put together from two": said("渝经信发〔2017〕64号要求不低于30%。", CQ + "3.2.7"),
    "a document that is not there": said("京经信发〔2019〕8号要求不低于30%。", CQ + "3.2.7"),
    "a title of another region": said("《北京市制造业创新中心建设工程实施方案》要求不低于30%。", CQ + "3.2.7"),
    "a title nobody gave": said("《重庆市制造业高质量发展管理办法》要求不低于30%。", CQ + "3.2.7"),
    # regions
    "another region of the corpus": said(f"上海市：{RATIO}", CQ + "3.2.7", RATIO),
    "the regions exchanged": said(f"重庆市：{UNTIL}", SH + "6.p3", UNTIL),
    "a region outside the corpus": said(f"浙江省：{RATIO}", CQ + "3.2.7", RATIO),
    "a region's short name": said("四川的比例应不低于30%。", CQ + "3.2.7"),
    "a region's nickname": said("魔都的比例应不低于30%。", CQ + "3.2.7"),
    "a region in Traditional characters": said("重慶市：籌建期為一年。", SH + "6.p2"),
    "a regional rule given as national": said(f"国家：{STAFF}", CQ + "3.2.6", STAFF),
    # quotations
    "one character of a quotation": said(f"重庆市：{STAFF}", CQ + "3.2.6", STAFF.replace("科技人员", "科研人员")),
    "应 become 可": said("重庆市：比例可不低于30%。", CQ + "3.2.7", "比例可不低于30%。"),
    "a lost negation": said("重庆市：比例应低于30%。", CQ + "3.2.7", "比例应低于30%。"),
    "an added word": said("重庆市：比例必须应不低于30%。", CQ + "3.2.7", "比例必须应不低于30%。"),
    "words left out": said("重庆市：年度研发费用占成本费用支出总额的比例", CQ + "3.2.7", "年度研发费用占成本费用支出总额的比例"),
    "a mark changed": said("重庆市：组建资金，实际投入", CQ + "3.1.4", "组建资金，实际投入"),
    "another clause's words": said("重庆市：应由行业领军专家担任主任", CQ + "3.2.6", "应由行业领军专家担任主任"),
    "another document's words": said("上海市：排名前十的企业", SH + "3.3.1.d2", "排名前十的企业"),
    "two passages run together": said("上海市：筹建期为一年，撤销筹建资格", SH + "6.p2", "筹建期为一年，撤销筹建资格"),
    "one false quotation of two": said(f"重庆市：{RATIO}", CQ + "3.2.7", RATIO, "比例应不低于30%，经费充足。"),
    "a comparator turned round": said("重庆市：比例应不超过30%。", CQ + "3.2.7"),
    # citations
    "a clause that does not exist": said(f"重庆市：{RATIO}", CQ + "3.2.77", RATIO),
    "a document that does not exist": said(f"重庆市：{RATIO}", "jing-2019-8/main/1", RATIO),
    "one unknown clause of two": Line(f"重庆市：{RATIO}", (CQ + "3.2.7", CQ + "9.9"), (RATIO,)),
    "no clause": Line(f"重庆市：{RATIO}"),
    "no clause, though quoted": Line("比例应不低于30%。", (), ("比例应不低于30%。",)),
}  # fmt: skip


@pytest.fixture(scope="module")
def guard(assistant: Assistant) -> Guard:
    return Guard(assistant.index, Names(assistant.index.documents, load_lexicon()))


@pytest.mark.parametrize("name", HOLDS)
def test_a_line_that_holds_passes(guard: Guard, name: str) -> None:
    assert guard.fault(HOLDS[name]) == ""


@pytest.mark.parametrize("name", FALSE)
def test_a_line_with_something_changed_is_caught(guard: Guard, name: str) -> None:
    assert guard.fault(FALSE[name])


def test_a_false_line_is_dropped_and_the_rest_of_the_draft_stays(guard: Guard) -> None:
    good, bad = HOLDS["a whole clause in its own words"], FALSE["a lower ratio"]
    draft, rejected = guard.check(Draft("answered", (good, bad), ("x",)))
    assert draft.blocks == (good,)
    assert [r.line for r in rejected] == [bad]
    assert (draft.status, draft.related) == ("answered", ("x",))


def test_a_table_loses_the_row_with_a_false_cell(guard: Guard) -> None:
    cell, other = HOLDS["a whole clause in its own words"], HOLDS["the national figure"]
    table = Table(("重庆市", "国家"), ((cell, other), (FALSE["a higher ratio"], other)))
    draft, rejected = guard.check(Draft("answered", (table,)))
    assert draft.blocks == (Table(("重庆市", "国家"), ((cell, other),)),)
    assert len(rejected) == 1


def test_a_rejection_says_why_in_chinese(guard: Guard) -> None:
    assert "数字" in guard.fault(FALSE["a lower ratio"])
    assert "引文" in guard.fault(FALSE["one character of a quotation"])
    assert "地区" in guard.fault(FALSE["another region of the corpus"])
    assert "不存在" in guard.fault(FALSE["a clause that does not exist"])
