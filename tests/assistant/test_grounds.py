"""Grounds for an answer in a document without reviewed questions: what stands beside the best clause, and what no clause
of it knows."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from ingest.index import IndexHolder, build_index

JOBS = """柳川市促进就业补贴实施细则

一、补贴项目

（一）灵活就业社会保险补贴

1.补贴对象。以个人身份缴纳职工养老保险费并办理灵活就业登记的就业困难人员。

2.补贴标准。按照不超过实际缴费额的三分之二给予补贴，每人每月最高500元。

（二）就业见习补贴

1.补贴对象。吸纳失业青年参加就业见习的见习单位。

2.补贴标准。按照当地最低工资标准的60%给予补贴。

二、申请程序

（一）申请人向所在街道提出申请，街道在10个工作日内完成初审。

（二）市就业服务中心组织现场评审，评审得分75分以上的列入补贴名单。

三、监督管理

（一）申请人承诺自领取补贴之日起三年内不将户籍迁出本市。

（二）违反承诺迁出本市的，追回全部补贴，两年内不受理其申请。

（三）有下列情形之一的，移出补贴名单：

1.未按时报送见习人员花名册的；

2.拒不配合检查的。

柳川市人力资源和社会保障局
2026年2月10日
"""


@pytest.fixture(scope="module")
def jobs(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data: Path = tmp_path_factory.mktemp("grounds")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    (sources / "jobs.txt").write_text(JOBS, "utf-8")
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("我是就业困难人员，自己交职工养老保险，也办了灵活就业登记，一个月交900块，能补我多少", "500元"),
        ("领了补贴以后违反承诺把户籍迁出本市，多久以后才能再次申请", "两年内不受理"),
        ("见习人员的花名册没按时报送，会有什么后果", "移出补贴名单"),
        ("户籍迁出本市，钱要不要吐出来", "追回全部补贴"),
    ],
)
def test_what_stands_beside_the_best_clause_is_not_called_unstated(jobs: Assistant, question: str, said: str) -> None:
    answer = jobs.ask(Question(question))
    assert answer.status == "answered"
    assert said in answer.answer.replace("*", "")


@pytest.mark.parametrize(
    ("question", "named"),
    [
        ("申请灵活就业社会保险补贴要不要交押金", "保证金方面的规定"),
        ("现在当地的最低工资到底是多少钱", "具体金额"),
        ("柳川市今年就业补贴的预算盘子有多大", "资金总额"),
    ],
)
def test_what_no_clause_states_is_named_by_an_official_noun(jobs: Assistant, question: str, named: str) -> None:
    answer = jobs.ask(Question(question))
    assert answer.status == "not_found"
    assert f"没有写明{named}" in answer.answer


def test_a_later_question_that_leans_on_one_without_an_answer_has_none_either(jobs: Assistant) -> None:
    answer = jobs.ask(Question("现场评审每人给多长时间？能不能线上答？"))
    assert answer.status == "not_found"
