"""Documents with numbers nobody expects, and very long ones: parsed or refused, never a crash, never for minutes."""

import time

import pytest

from ingest.catalogue import CatalogueEntry
from ingest.errors import UnreadableError
from ingest.parse import parse_document

HEAD = "青山省示范平台管理办法\n青工信发〔2021〕15号\n\n"


@pytest.mark.parametrize(
    "body",
    [
        "①\t甲公司\n②\t乙公司\n③\t丙公司\n",
        "²\t甲公司\n³\t乙公司\n",
        "序号\t单位\n①\t甲公司\n²\t乙公司\n",
        "序号\t单位\n" + "9" * 5000 + "\t甲公司\n2\t乙公司\n",
        "第10000条 本办法由省厅解释。\n第12345章 附则\n",
        "第" + "9" * 5000 + "条 本办法由省厅解释。\n",
        "第" + "九" * 5000 + "条 本办法由省厅解释。\n",
        "第\u0663条 本办法由省厅解释。\n\u0664. 自\u0662\u0660\u0662\u0664年\u0667月\u0661日起施行。\n",
        "第三条 按本办法第99999999条、第3十条办理。\n",
        "一、本办法自2021年7月1日起施行，有效期99999个月。\n",
        "一、本办法自2021年7月1日起施行，有效期" + "9" * 5000 + "年。\n",
        "一、本办法自9999年12月31日起施行，有效期1年。\n",
        "一、本办法自0001年1月1日起施行，有效期0年。\n",
    ],
)
def test_numbers_out_of_all_measure_do_not_stop_the_parser(body):
    parsed = parse_document((HEAD + body).encode(), "odd.txt")
    assert parsed.document.effective_until is None
    assert len(parsed.clauses) > 2


def test_a_term_counted_in_months_still_ends_when_it_ends():
    body = "一、本办法自2021年7月1日起施行，有效期18个月。\n"
    assert str(parse_document((HEAD + body).encode(), "a.txt").document.effective_until) == "2022-12-31"


def test_a_number_beyond_all_clauses_is_part_of_the_words():
    parsed = parse_document((HEAD + "第10000条 本办法由省厅解释。\n").encode(), "a.txt")
    assert parsed.clauses[-1].text == "第10000条 本办法由省厅解释。"
    assert parsed.clauses[-1].label == "第1段"


class Unforeseen(tuple):
    """Mends at which the parser fails in a way that it does not foresee."""

    def __iter__(self):
        raise OverflowError("out of range")


def test_what_the_parser_cannot_make_sense_of_is_refused_by_name():
    entry = CatalogueEntry.model_validate({"file": "odd.txt"}).model_copy(update={"mends": Unforeseen()})
    with pytest.raises(UnreadableError, match=r"odd\.txt 里有程序读不懂的内容"):
        parse_document(HEAD.encode(), "odd.txt", entry)


@pytest.mark.parametrize(
    "line",
    [
        "各有关单位要按照要求认真组织实施并且及时报送有关情况和数据材料以便汇总分析",
        "各 有 关 单 位 要按照要求认真组织实施，并且及时报送有关情况和数据材料以便汇总",
        "some words of plain English that go on and on without any end of the sentence at",
    ],
)
def test_a_long_text_without_an_end_of_sentence_is_parsed_in_time_that_grows_with_its_length(line):
    def seconds(lines):
        start = time.process_time()
        parse_document((HEAD + "\n".join([line] * lines)).encode(), "long.txt")
        return time.process_time() - start

    seconds(50)
    short = seconds(500)
    assert seconds(4000) < 8 * short * 2.5 + 0.2
