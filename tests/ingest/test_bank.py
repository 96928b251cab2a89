"""The question bank on an invented document: loading, rebinding by anchor, refusing what is not in order."""

import json

import pytest

from ingest.bank import BankFile, BankItem, dump_bank, load_bank, read_bank_file
from ingest.drafts import bind_drafts, read_drafts
from ingest.errors import BankError
from ingest.parse import parse_document

TEXT = """青山省示范平台管理办法
青工信发〔2021〕15号

一、申请条件
（一）在本省注册，具有独立法人资格。
（二）研发人员占职工总数的比例不低于20%，其中：
1.博士不少于3人；
2.高级工程师不少于5人。
二、管理
（一）每两年评估一次。
（二）评估不合格的，撤销称号。
"""
MAIN = "qing-gong-xin-fa-2021-15/main"


@pytest.fixture(scope="module")
def parsed():
    return parse_document(TEXT.encode(), "qingshan.txt")


@pytest.fixture
def load(tmp_path, parsed):
    def write(*entries, document="qingshan.txt", name="qingshan.yaml"):
        file = tmp_path / name
        file.write_text(json.dumps({"document": document, "entries": list(entries)}, ensure_ascii=False))
        return load_bank([file], [parsed])

    return write


def entry(clause, anchor, *questions, **more):
    return {"clauses": [clause], "anchor": anchor, "questions": list(questions), **more}


def test_an_entry_is_bound_to_its_clause(load):
    bank, problems = load(entry(f"{MAIN}/2.1", "每两年评估一次", "多久评一次", scope="fact"))
    assert problems == ()
    assert bank[0].clause_ids == (f"{MAIN}/2.1",)
    assert bank[0].document_id == "qing-gong-xin-fa-2021-15"
    assert (bank[0].questions, bank[0].scope, bank[0].answerable) == (("多久评一次",), "fact", True)


def test_the_document_may_be_named_by_its_id(load):
    bank, _ = load(entry(f"{MAIN}/2.1", "每两年评估一次", "多久评一次"), document="qing-gong-xin-fa-2021-15")
    assert len(bank) == 1


def test_a_list_holds_its_head_first_and_then_all_below_it(load):
    bank, _ = load(entry(f"{MAIN}/1", "一、申请条件", "要什么条件", scope="list"))
    assert bank[0].clause_ids == (f"{MAIN}/1", *(f"{MAIN}/1.{n}" for n in ("1", "2", "2.1", "2.2")))


def test_what_the_document_does_not_say_is_kept_as_such(load):
    bank, _ = load(entry(f"{MAIN}/2.1", "每两年评估", "评估收费吗", answerable=False, asked_for="收费"))
    assert (bank[0].answerable, bank[0].asked_for) == (False, "收费")


@pytest.mark.parametrize("old", [f"{MAIN}/9.9", f"{MAIN}/1.1", f"{MAIN}/2.2"])
def test_an_entry_whose_clause_has_moved_is_found_again_by_its_anchor(load, old):
    bank, problems = load(entry(old, "每两年评估一次", "多久评一次"))
    assert bank[0].clause_ids == (f"{MAIN}/2.1",)
    assert problems == ()


def test_a_slightly_changed_text_is_still_found(load):
    bank, problems = load(entry("gone", "研发人员占全部职工总数的比例不低于20%，其中", "研发人员比例"))
    assert bank[0].clause_ids == (f"{MAIN}/1.2",)
    assert problems == ()


def test_what_cannot_be_bound_is_listed_with_its_place(load):
    bank, problems = load(entry("gone", "完全没有这样的话在文件里", "问什么"))
    assert bank == ()
    assert len(problems) == 1
    assert "qingshan.yaml 第 1 项" in problems[0]
    assert "gone" in problems[0]


def test_an_entry_whose_anchor_is_gone_keeps_its_clause_and_is_listed(load):
    bank, problems = load(entry(f"{MAIN}/2.1", "完全没有这样的话在文件里", "多久评一次"))
    assert bank[0].clause_ids == (f"{MAIN}/2.1",)
    assert len(problems) == 1


def test_a_file_for_an_unknown_document_is_listed(load):
    bank, problems = load(entry("x", "y", "z"), document="other.txt")
    assert bank == ()
    assert "other.txt" in problems[0]


def test_one_question_for_two_topics_is_refused_with_both_places(load):
    with pytest.raises(BankError, match=r"多久 评一次.*第 1 项.*第 2 项"):
        load(
            entry(f"{MAIN}/2.1", "每两年评估一次", "多久评一次"),
            entry(f"{MAIN}/2.2", "撤销称号", "多久 评一次"),
        )


def test_one_question_twice_for_one_topic_counts_once(load):
    bank, _ = load(
        entry(f"{MAIN}/2.1", "每两年评估一次", "多久评一次", "多久评一次"),
        entry(f"{MAIN}/2.1", "每两年评估一次", "多久评一次", "几年评一回"),
    )
    assert [e.questions for e in bank] == [("多久评一次",), ("几年评一回",)]


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("document: a\nentries:\n- anchor: x\n  questions: [q]\n", "第 1 项 clauses"),
        ("document: a\nentries:\n- {clauses: [x], questions: []}\n", "第 1 项 questions"),
        ("document: a\nentries:\n- {clauses: [x], questions: [q], answer: 1}\n", "第 1 项 answer"),
        ("document: a\nentries: [\n", "读不出来"),
        ("- a\n", "整个文件"),
        ("", "整个文件"),
    ],
)
def test_a_malformed_file_is_refused_with_the_place(tmp_path, text, place):
    file = tmp_path / "a.yaml"
    file.write_text(text)
    with pytest.raises(BankError, match=place):
        read_bank_file(file)


def test_what_is_written_reads_back_the_same_and_reads_well(tmp_path):
    item = BankItem(clauses=(f"{MAIN}/2.1",), anchor="每两年评估一次", questions=("多久评一次", "是: 否? #几年"))
    other = BankItem(clauses=("a", "b"), scope="list", answerable=False, asked_for="收费", questions=("收费吗",))
    file = tmp_path / "a.yaml"
    text = dump_bank(BankFile(document="a.txt", entries=(item, other)))
    file.write_text(text)
    assert read_bank_file(file) == BankFile(document="a.txt", entries=(item, other))
    assert "  - 多久评一次\n" in text
    assert f"- clauses: [{MAIN}/2.1]\n" in text
    assert text.count("answerable") == 1


def drafts(tmp_path, *lines):
    file = tmp_path / "draft.jsonl"
    file.write_text("\n".join(json.dumps({"doc": "qingshan", **line}, ensure_ascii=False) for line in lines))
    return read_drafts([file])


def test_a_draft_finds_its_clause_whatever_the_white_space(tmp_path, parsed):
    done = bind_drafts(
        drafts(
            tmp_path,
            {"anchor": "（二）研发人员占职工总数的比例不低于20%，其中：1.博士", "questions": ["比例"]},
            {"anchor": "申请条件（一）在本省注册", "scope": "list", "questions": ["条件"]},
            {"anchor": "1.博士不少于3人；2.高级工程师不少于5人", "scope": "list", "questions": ["人才"]},
            {"anchor": "高级工程师不少于5人", "scope": "list", "questions": ["几个高工"]},
            {"anchor": "二、管理（一）每两年评估", "questions": ["多久评一次"]},
        ),
        [parsed],
    )
    assert done.misfits == ()
    assert [e.clauses[0] for e in done.files["qingshan.txt"].entries] == [
        f"{MAIN}/1.2",
        f"{MAIN}/1",
        f"{MAIN}/1.2",
        f"{MAIN}/1.2.2",
        f"{MAIN}/2.1",
    ]


def test_a_draft_that_fits_nowhere_or_repeats_a_question_is_listed(tmp_path, parsed):
    done = bind_drafts(
        drafts(
            tmp_path,
            {"anchor": "每两年评估一次", "questions": ["多久评一次"]},
            {"anchor": "撤销称号", "questions": ["多久评一次", "不合格怎么办"]},
            {"anchor": "这句话文件里一点影子也没有", "questions": ["什么"]},
            {"doc": "other", "anchor": "撤销称号", "questions": ["什么"]},
        ),
        [parsed],
    )
    assert [e.questions for e in done.files["qingshan.txt"].entries] == [("多久评一次",), ("不合格怎么办",)]
    assert len(done.misfits) == 3
    assert done.misfits[0].startswith("draft.jsonl 第 2 行")


def test_a_stem_that_two_documents_share_names_neither(tmp_path, parsed):
    other = parse_document(TEXT.replace("15号", "16号").encode(), "qingshan.md")
    one = {"anchor": "每两年评估一次", "questions": ["多久评一次"]}
    lines = drafts(tmp_path, one, {**one, "doc": "qingshan.md"}, {**one, "doc": "qingshan.txt"})
    done = bind_drafts(lines, [parsed, other])
    assert set(done.files) == {"qingshan.md", "qingshan.txt"}
    assert done.misfits == ("draft.jsonl 第 1 行：库中没有文件 qingshan。",)


def test_a_malformed_draft_is_refused_with_its_line(tmp_path):
    with pytest.raises(BankError, match=r"第 2 行有误：questions"):
        drafts(tmp_path, {"anchor": "a", "questions": ["q"]}, {"anchor": "a", "questions": []})
