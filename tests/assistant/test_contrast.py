"""Two things of one document side by side: its types, and items that a question names."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from assistant.answer.siblings import named_types, types_in
from assistant.model import Answer, Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from ingest.index import IndexHolder, build_index

_RULES = """某市工业设计中心管理办法

第一条 为规范工业设计中心管理，制定本办法。
第二条 甲类设计中心应当符合下列条件：
（一）设计人员不少于50人；
（二）近三年完成设计项目20项以上。
第三条 乙类设计中心应当符合下列条件：
（一）设计人员不少于20人；
（二）近三年完成设计项目8项以上。
第四条 设计中心每两年复核一次。
"""


def labels(answer: Answer) -> list[str]:
    return [c.label for c in answer.citations if c.label != "六第3段"]


def header(answer: Answer) -> list[str]:
    line = next(li for li in answer.answer.split("\n") if li.startswith("|"))
    return [cell.strip() for cell in line.strip("|").split("|")]


@pytest.mark.parametrize(
    "text",
    [
        "上海企业法人型和非企业法人型的基本条件有什么区别",
        "上海两种类型的创新中心，条件哪里不一样",
        "上海不办公司的那种和公司型的，条件差在哪",
    ],
)
def test_the_whole_lists_of_two_types_stand_side_by_side(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert header(answer) == ["企业法人型", "非企业法人型"]
    assert {f"三、（三）{n}第{m}点" for n in (1, 2) for m in (1, 2, 3)} <= set(labels(answer))


def test_one_matter_of_two_types_is_compared_item_by_item(assistant: Assistant) -> None:
    answer = assistant.ask(Question("企业法人型和非企业法人型在注册上要求一样吗"))
    assert labels(answer) == ["三、（三）1第1点", "三、（三）2第1点"]


def test_a_clause_that_speaks_of_both_types_answers_alone(assistant: Assistant) -> None:
    answer = assistant.ask(Question("上海对公司型和非公司型的考评侧重分别是什么"))
    assert labels(answer) == ["四、（三）第3段"]


def test_two_things_named_are_each_searched(assistant: Assistant) -> None:
    answer = assistant.ask(Question("中国创新创业大赛和熠星大赛分别由谁主办"))
    assert {"专栏2“中国创新创业大赛”", "专栏2“中央企业熠星创新创意大赛”"} <= set(labels(answer))
    assert header(answer) == ["中国创新创业大赛", "中央企业熠星创新创意大赛"]


def test_two_rows_of_a_table(assistant: Assistant) -> None:
    answer = assistant.ask(Question("石墨烯和机器人这两个领域的技术难点分别是什么"))
    assert {"附件第13项“石墨烯”", "附件第3项“机器人”"} == set(labels(answer))


@pytest.fixture(scope="module")
def centres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The assistant over one document of another kind."""
    data = tmp_path_factory.mktemp("centres")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    (sources / "rules.txt").write_text(_RULES, "utf-8")
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


def test_types_are_found_by_form_in_any_document(centres: Assistant) -> None:
    held = types_in(centres.index.documents, centres.index)
    assert [t.names for t in held] == [("甲类", "乙类")]
    assert [(a.label, b.label) for a, b in held[0].heads] == [("第二条", "第三条")]
    assert named_types("甲类和乙类的条件有什么不同", held)
    assert not named_types("甲类的条件是什么", held)


def test_types_of_any_document_are_compared_by_their_figures(centres: Assistant) -> None:
    answer = centres.ask(Question("甲类和乙类对设计人员人数的要求有什么不同"))
    assert labels(answer) == ["第二条第（一）项", "第三条第（一）项"]
    assert "不少于50人" in answer.answer
    assert "不少于20人" in answer.answer
    assert "第二条第（二）项" not in labels(answer)


@pytest.mark.parametrize(
    "text",
    ["国家实施指南里2020年和2025年的创新体系分别要到什么程度", "国家实施指南2020那段和2025那段对创新体系要求差在哪"],
)
def test_things_called_by_their_year_are_told_by_clauses_of_that_year(assistant: Assistant, text: str) -> None:
    answer = assistant.ask(Question(text))
    assert "初具规模" in answer.answer
    assert "进一步完善" in answer.answer
