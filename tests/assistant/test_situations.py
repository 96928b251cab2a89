"""Lists asked for by their situation, classes, and bands of values, over an invented notice that has no question bank."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest

from assistant.answer.bands import bands_in, fitting
from assistant.answer.classes import classes_asked
from assistant.answer.situations import kinds_asked
from assistant.model import Answer, Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from ingest.index import IndexHolder, build_index

TEXT = """松溪市商务局关于印发《松溪市品牌商户评定办法》的通知

松商规〔2026〕7号

各区商务局：

现将《松溪市品牌商户评定办法》印发给你们，请遵照执行。

松溪市商务局
2026年3月2日

松溪市品牌商户评定办法

第一章　总则

第一条　为规范品牌商户评定工作，制定本办法。

第二章　条件与程序

第二条　有下列情形之一的商户，不予受理：

（一）近2年受到食品安全行政处罚的；

（二）拖欠员工工资尚未清偿的。

第三条　商户符合下列条件之一的，视为达到服务指标要求：

（一）获得市级以上服务质量奖；

（二）连续3年顾客投诉为零。

第四条　申请评定的商户应当向区商务局提交下列材料：

（一）评定申请表；

（二）营业执照；

（三）上年度纳税证明。

申请材料不齐的，区商务局应当一次性告知。

第五条　评定按照下列程序进行：

（一）申请。商户于每年5月底前向区商务局提出申请。

（二）初审。区商务局在10个工作日内完成初审。

（三）公示。拟评定名单公示7日。

（四）授牌。公示无异议的，由市商务局发文授牌。

第六条　申请复核的商户应当提交下列材料：

（一）复核申请书；

（二）近3年经营报告。

第三章　奖励

第七条　对品牌商户给予下列奖励：

（一）首次评定的，奖励8万元；

（二）参加境外展会的，按照展位费的40%给予补助，最高3万元。

第四章　年度考核

第八条　年度考核得分90分以上的为优秀，70分以上不满90分的为合格，不满70分的为不合格。

第九条　年度考核不合格的，暂停使用品牌标识半年。

第十条　顾客满意率的计分。A.95%以上（6分）；B.85%—95%（4分）；C.85%以下（1分）。

附件

分类奖励标准

类别	评定奖励	装修补助
A类	12万元	5万元
B类	8万元	3万元
C类	5万元	1万元
"""


@pytest.fixture(scope="module")
def shops(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("shops")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    (sources / "shops.txt").write_text(TEXT, "utf-8")
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


def ask(assistant: Assistant, text: str) -> Answer:
    return assistant.ask(Question(text))


def cited(answer: Answer) -> set[str]:
    return {c.clause_id.split("/", 1)[1] for c in answer.citations}


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("松溪市哪些商户不让报？", {"main/a2", "main/a2.1", "main/a2.2"}),
        ("松溪市品牌商户有哪几种情况直接算达标", {"main/a3", "main/a3.1", "main/a3.2"}),
        ("松溪市申请品牌商户要准备哪些东西", {"main/a4.k1", "main/a4.k1.1", "main/a4.k1.2", "main/a4.k1.3"}),
        ("松溪市品牌商户复核要准备哪些东西", {"main/a6", "main/a6.1", "main/a6.2"}),
        (
            "松溪市品牌商户评定整个流程走一遍",
            {"main/a5", "main/a5.1", "main/a5.2", "main/a5.3", "main/a5.4"},
        ),
        ("松溪市评上品牌商户有哪几笔钱可以拿", {"main/a7", "main/a7.1", "main/a7.2"}),
    ],
)
def test_a_list_asked_for_by_its_situation_is_given_whole_and_alone(
    shops: Assistant, text: str, clauses: set[str]
) -> None:
    answer = ask(shops, text)
    assert answer.status == "answered"
    assert cited(answer) == clauses


def test_of_each_class_the_row_is_given_with_its_cells(shops: Assistant) -> None:
    answer = ask(shops, "松溪市A到C各类装修分别补多少")
    assert "A类——评定奖励：12万元；装修补助：5万元" in answer.answer
    assert "C类——评定奖励：5万元；装修补助：1万元" in answer.answer
    assert "\t" not in answer.answer


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("松溪市年度考核得了82分算什么等次", "“70分以上不满90分的为合格”"),
        ("松溪市年度考核得了90分算什么等次", "得分90分以上的为优秀”"),
        ("松溪市顾客满意率90%能得几分", "“B.85%—95%（4分）”"),
    ],
)
def test_a_figure_of_the_askers_is_put_into_its_band(shops: Assistant, text: str, said: str) -> None:
    assert said in ask(shops, text).answer.split("\n")[0]


def test_what_follows_for_those_in_the_band_stands_below(shops: Assistant) -> None:
    answer = ask(shops, "松溪市年度考核只有61分会怎么处理")
    assert "不满70分的为不合格" in answer.answer.split("\n")[0]
    assert "暂停使用品牌标识半年" in answer.answer


def test_a_figure_that_two_bands_hold_is_put_into_neither(shops: Assistant) -> None:
    clause = shops.index.clauses[next(c for c in shops.index.clauses if c.endswith("main/a10"))]
    bands = bands_in(clause)
    assert [(b.low, b.unit) for b in bands] == [(0, "%"), (85, "%"), (95, "%")]
    assert fitting(Decimal(95), bands, takes_in=False) is None
    closed = fitting(Decimal(95), bands, takes_in=True)
    assert closed is not None and closed.text.startswith("A.95%以上")


@pytest.mark.parametrize(
    ("text", "letters"),
    [
        ("a到d四类人才分别补多少", "ABCD"),
        ("abc各档是多少", "ABC"),
        ("a类、b类各补多少", "AB"),
        ("a类能补多少", ""),
        ("wechat各是多少", ""),
    ],
)
def test_the_classes_that_are_asked_about(text: str, letters: str) -> None:
    assert classes_asked(text) == frozenset(letters)


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("哪些企业没资格报", ("barred",)),
        ("什么情况会被摘牌", ("revoked",)),
        ("要交哪些材料", ("documents",)),
        ("有哪些条件", ()),
        ("材料一式几份", ()),
        ("公示几天", ()),
    ],
)
def test_the_kind_of_list_is_told_by_the_question(text: str, kinds: tuple[str, ...]) -> None:
    assert kinds_asked(text) == kinds
