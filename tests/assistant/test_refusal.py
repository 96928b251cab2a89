"""Between an answer and “not stated”: what states the value though in other words, and what speaks of the matter alone."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from assistant.answer.details import stated_alone, unstated
from assistant.answer.sentences import has_value, states_value
from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from assistant.understand.lexicon import load_lexicon
from assistant.understand.scope import Scope
from assistant.understand.understanding import Part
from assistant.understand.values import Value, expected_values
from ingest.index import IndexHolder, build_index
from ingest.model import Clause

GENRES = Path(__file__).parent.parent / "data" / "genres"


def part(question: str, **more: object) -> Part:
    return Part(question, question, Scope(), values=expected_values(question), **more)  # type: ignore[arg-type]


def clause(text: str, number: int = 1) -> Clause:
    return Clause(f"d/main/{number}", "d", "main", "paragraph", "一", text, text, (0, len(text)), number)


def missing(question: str, text: str) -> str:
    return unstated(part(question), [clause(text)], "", load_lexicon())


@pytest.mark.parametrize(
    ("text", "value", "held"),
    [
        ("申请书一式四份，加盖公章。", "count", True),
        ("基地分为综合型和专业型。", "count", True),
        ("坚持成熟一个认定一个的原则。", "count", False),
        ("同一行业原则上只布局1家基地。", "count", False),
        ("力争认定12家基地。", "count", True),
        ("骗取资金的，自决定作出之日起3年内不受理其申报。", "consequence", True),
        ("有效期满当年，企业于5月1日至5月31日提出复审。", "window", True),
        ("本办法有效期至2027年6月30日。", "window", False),
        ("序号：2；指标：团队；分值：25", "score", True),
    ],
)
def test_a_value_is_known_in_the_wording_of_its_kind(text: str, value: Value, held: bool) -> None:
    assert has_value(text, value) is held


def test_a_title_before_the_sentence_with_the_value_speaks_for_all_of_the_paragraph() -> None:
    titled = clause("租房补助。按照每月800元的标准发放，按季度拨付。")
    other = clause("租房补助由人力资源部门受理。设备补助每台最高2万元。")
    assert states_value(titled, part("租房补助每月多少钱"), ("租房",))
    assert not states_value(other, part("租房补助每月多少钱"), ("租房",))


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("评上以后有没有奖金", "对首次认定的企业，给予一次性奖励15万元。"),
        ("申报书要交几份", "申报书一式两份。"),
        ("拿了国家的钱,省里按多少比例配套", "对获得国家资助的项目，按照1:0.3的比例给予配套。"),
        ("领到的补贴要不要交个人所得税", "补贴所得由发放单位依法代扣代缴个人所得税。"),
        ("现在已经是2026年了,当初定的目标是到哪一年实现", "到2020年，培育10家企业。"),
        ("2028年什么时候申报", "企业应当于每年3月1日至4月30日提出申请，2026年顺延至6月30日。"),
    ],
)
def test_a_detail_stated_in_other_words_is_not_missing(question: str, text: str) -> None:
    assert not missing(question, text)


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("市里批了以后,区里再配套多少", "各区可以安排配套奖励，具体标准由各区自行确定。"),
        ("区里另外配套几个点", "鼓励各区给予配套支持，各级补助合计不得超过投资额的30%。"),
        ("领到的补贴要不要交个人所得税", "申请人应当提交近6个月社会保险、个人所得税缴纳证明。"),
        ("人才公寓都在哪几个小区", "符合条件的人才可以申请入住人才公寓，租期不超过5年。"),
        ("房子怎么摇号", "符合条件的人才可以申请入住人才公寓，租期不超过5年。"),
        ("2027年什么时候申报", "企业应当于2026年6月30日前完成线上填报。"),
    ],
)
def test_a_clause_on_the_matter_without_the_detail_states_it_not(question: str, text: str) -> None:
    assert missing(question, text)


def test_a_bare_second_question_asks_for_a_detail_of_the_first() -> None:
    later = Part("去哪领", "去哪领", Scope(), later=True, context="认定后能不能发块铜牌")
    assert unstated(later, [clause("由省厅发文公布，并发放电子证书。")], "", load_lexicon())


def test_a_detail_that_cannot_be_mistaken_is_found_where_it_stands_once() -> None:
    once, other = clause("材料一式五份。", 1), clause("材料由园区初审。", 2)
    assert stated_alone(part("材料要交几份"), [other, once]) == once
    assert stated_alone(part("材料要交几份"), [once, clause("方案一式两份。", 3)]) is None


@pytest.fixture(scope="module")
def genres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    data = tmp_path_factory.mktemp("refusal")
    sources = data / "corpus" / "sources"
    sources.mkdir(parents=True)
    for path in GENRES.glob("*.txt"):
        shutil.copy(path, sources / path.name)
    settings = Settings(data_dir=data, corpus="none", today=date(2026, 11, 20), rate_limit="0")
    build_index(settings, progress=lambda text: None)
    holder = IndexHolder(settings)
    yield Assistant(holder, settings)
    holder.close()


@pytest.mark.parametrize(
    ("question", "said"),
    [
        ("澜海新区数字化转型补贴的申报书要交几份", "一式两份"),
        ("评上省级数字化转型标杆，澜海新区有没有奖金", "30万元"),
        ("青枫市成果转化项目，我们今年买设备花了500万，最多能补多少", "150万元"),
    ],
)
def test_a_new_document_that_states_the_value_is_not_said_to_lack_it(
    genres: Assistant, question: str, said: str
) -> None:
    answer = genres.ask(Question(question))
    assert answer.status == "answered"
    assert said in answer.answer.replace("*", "")


@pytest.mark.parametrize(
    "question",
    [
        "澜海新区数字化转型补贴要不要交企业所得税",
        "澜海新区2027年度数字化转型补贴什么时候开始申报",
        "青枫市科技计划项目市里批了以后，区里再配套多少",
        "澜海新区数字化补贴能不能发块铜牌？去哪领",
    ],
)
def test_a_new_document_that_lacks_the_detail_is_said_to_lack_it(genres: Assistant, question: str) -> None:
    assert genres.ask(Question(question)).status == "not_found"
