"""`python -m ingest`, run as staff run it: what it prints, what it leaves on disk, its exit code."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ingest.__main__ import main
from ingest.generation import writer

QINGSHAN = """青山省示范平台管理办法
青工信发〔2021〕15号

一、申请条件
（一）在本省注册，具有独立法人资格。
（二）研发人员占职工总数的比例不低于20%。
"""
BAISHUI = """白水省实验室建设指南
白科发〔2022〕7号

一、目标
到2025年建成省实验室10家。
"""


@pytest.fixture
def data(tmp_path, monkeypatch):
    monkeypatch.setenv("YOUJU_DATA_DIR", str(tmp_path / "var"))
    monkeypatch.setenv("YOUJU_CORPUS", "none")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "qingshan.txt").write_bytes(QINGSHAN.encode("gb18030"))
    (tmp_path / "baishui.txt").write_text(BAISHUI, encoding="utf-8")
    return tmp_path / "var"


@pytest.fixture
def run(data, capsys):
    def call(*arguments):
        try:
            code = main([str(a) for a in arguments])
        except SystemExit as error:
            code = error.code
        said = capsys.readouterr()
        assert "Traceback" not in said.err
        return code, said.out, said.err

    return call


def everything(folder):
    return {p.relative_to(folder): p.read_bytes() for p in (folder / "corpus").rglob("*") if p.is_file()}


def test_a_document_is_added_byte_for_byte_listed_and_shown(run, data):
    code, out, _ = run("add", "qingshan.txt", "--region", "青山省", "--level", "省", "--short-name", "平台办法")
    assert code == 0
    assert "添加了 1 份，未添加 0 份。" in out
    assert (data / "corpus/sources/qingshan.txt").read_bytes() == QINGSHAN.encode("gb18030")
    assert "short_names:" in (data / "corpus/catalogue.yaml").read_text()
    code, out, _ = run("list")
    assert code == 0
    assert "qing-gong-xin-fa-2021-15\t青山省\t青工信发〔2021〕15号" in out
    code, out, _ = run("show", "qing-gong-xin-fa-2021-15")
    assert code == 0
    assert "一、（二）\t（二）研发人员占职工总数的比例不低于20%。" in out
    code, out, _ = run("show", "qing-gong-xin-fa-2021-15/main/1.2")
    assert code == 0
    assert "研发人员占职工总数的比例不低于20%。" in out
    assert run("check")[0] == 0


def test_the_same_content_number_or_id_is_refused_and_nothing_changes(run, data, tmp_path):
    run("add", "qingshan.txt")
    before = everything(data)
    (tmp_path / "copy.txt").write_bytes(QINGSHAN.encode("gb18030"))
    (tmp_path / "newer.txt").write_text(QINGSHAN.replace("20%", "25%"))
    (tmp_path / "other.txt").write_text(BAISHUI)
    for arguments, reason in (
        (["copy.txt"], "内容相同"),
        (["newer.txt"], "文号 青工信发〔2021〕15号 已有"),
        (["other.txt", "--id", "qing-gong-xin-fa-2021-15"], "编号 qing-gong-xin-fa-2021-15 已有"),
    ):
        code, _, err = run("add", *arguments)
        assert code == 1
        assert reason in err
    assert everything(data) == before


def test_a_folder_is_added_as_far_as_it_can_be_read(run, data, tmp_path):
    folder = tmp_path / "inbox"
    (folder / "sub").mkdir(parents=True)
    (tmp_path / "qingshan.txt").rename(folder / "a.txt")
    (tmp_path / "baishui.txt").rename(folder / "sub" / "b.txt")
    (folder / "empty.txt").write_bytes(b"")
    (folder / "noise.txt").write_bytes(bytes(range(256)) * 4)
    (folder / ".hidden").write_text("x")
    code, out, err = run("add", folder)
    assert code == 1
    assert "添加了 2 份，未添加 2 份。" in out
    assert "empty.txt：未添加。" in err
    assert "noise.txt：未添加。" in err
    assert "共 2 份文件" in run("list")[1]
    assert sorted(p.name for p in (data / "corpus/sources").iterdir()) == ["a.txt", "b.txt"]


def test_odd_numbers_in_one_document_do_not_keep_the_others_out(run, tmp_path):
    odd = "青山省名单\n\n①\t甲公司\n②\t乙公司\n\n第10000条 有效期99999个月。\n"
    (tmp_path / "odd.txt").write_text(odd)
    code, out, _ = run("add", "odd.txt", "qingshan.txt", "baishui.txt")
    assert code == 0
    assert "添加了 3 份，未添加 0 份。" in out


def test_a_hidden_file_is_refused_for_the_index_would_not_see_it(run, data, tmp_path):
    (tmp_path / "qingshan.txt").rename(tmp_path / ".hidden.txt")
    code, out, err = run("add", ".hidden.txt", "baishui.txt")
    assert code == 1
    assert ".hidden.txt 是隐藏文件" in err
    assert "添加了 1 份，未添加 1 份。" in out
    assert [p.name for p in (data / "corpus/sources").iterdir()] == ["baishui.txt"]


def test_stored_names_differ_in_more_than_their_ending(run, data, tmp_path):
    (tmp_path / "qingshan.md").write_text(BAISHUI)
    assert run("add", "qingshan.txt", "qingshan.md")[0] == 0
    assert sorted(p.name for p in (data / "corpus/sources").iterdir()) == ["qingshan-2.md", "qingshan.txt"]


def test_two_documents_with_one_file_name_both_stay(run, data, tmp_path):
    run("add", "qingshan.txt")
    (tmp_path / "sub").mkdir()
    (tmp_path / "baishui.txt").rename(tmp_path / "sub" / "qingshan.txt")
    assert run("add", "sub/qingshan.txt")[0] == 0
    assert sorted(p.name for p in (data / "corpus/sources").iterdir()) == ["qingshan-2.txt", "qingshan.txt"]


def test_another_document_with_the_same_title_gets_an_id_of_its_own(run, data, tmp_path):
    without = QINGSHAN.replace("青工信发〔2021〕15号\n", "")
    (tmp_path / "a.txt").write_text(without)
    (tmp_path / "b.txt").write_text(without.replace("20%", "25%"))
    assert run("add", "a.txt", "b.txt")[0] == 0
    ids = [line.split("\t")[0] for line in run("list")[1].splitlines()[:2]]
    assert ids[1] == f"{ids[0]}-2"


def test_a_build_that_fails_takes_the_added_document_back(run, data):
    run("add", "qingshan.txt", "--region", "青山省")
    (data / "corpus/questions").mkdir()
    (data / "corpus/questions/a.yaml").write_text("entries: 3")
    before = everything(data)
    code, _, err = run("add", "baishui.txt", "--region", "白水省")
    assert code == 1
    assert err.startswith("错误：问题库")
    assert everything(data) == before
    assert "共 1 份文件" in run("list")[1]


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        (["add", "nothing.txt"], "找不到 nothing.txt"),
        (["add", "qingshan.txt", "--id", "青山"], "id 不合要求"),
        (["add", "qingshan.txt", "--effective-until", "明年"], "effective_until 不合要求"),
        (["add", "qingshan.txt", "baishui.txt", "--id", "a"], "只能用于单个文件"),
        (["list"], "还没有索引"),
        (["check"], "还没有索引"),
        (["show", "x"], "还没有索引"),
        (["remove", "x"], "没有编号为 x 的文件"),
        (["bank", "import", "nothing.jsonl"], "读不出来"),
    ],
)
def test_what_cannot_be_done_is_one_line_in_chinese(run, data, arguments, reason):
    code, _, err = run(*arguments)
    assert code == 1
    assert reason in err
    assert len(err.strip().splitlines()) == 1
    assert not (data / "corpus").exists()


@pytest.mark.parametrize(
    ("arguments", "reason"),
    [
        ([], "缺少 命令"),
        (["ad"], "命令 不能是 'ad'"),
        (["add"], "缺少 文件或文件夹"),
        (["add", "a", "--level", "乡"], "--level 不能是 '乡'"),
        (["list", "--all"], "不认识 --all"),
    ],
)
def test_a_wrong_call_says_in_chinese_what_is_wrong(run, arguments, reason):
    code, _, err = run(*arguments)
    assert code == 2
    assert reason in err


def test_help_is_chinese(run):
    code, out, _ = run("--help")
    assert code == 0
    assert "用法：" in out
    assert "重建索引" in out


def test_a_removed_document_is_gone_and_its_files_are_kept_aside(run, data):
    run("add", "qingshan.txt", "--region", "青山省")
    run("add", "baishui.txt", "--region", "白水省")
    (data / "corpus/questions").mkdir()
    (data / "corpus/questions/qingshan.yaml").write_text(
        "document: qingshan.txt\nentries:\n- {clauses: [x], anchor: 在本省注册, questions: [在哪注册]}\n"
    )
    code, out, _ = run("remove", "qing-gong-xin-fa-2021-15")
    assert code == 0
    assert "原件和问题库留在" in out
    assert "注意" not in out
    assert "qing" not in run("list")[1]
    assert "qingshan" not in (data / "corpus/catalogue.yaml").read_text()
    kept = next((data / "corpus/removed").iterdir())
    assert sorted(p.name for p in kept.iterdir()) == ["catalogue.yaml", "qingshan.txt", "qingshan.yaml"]
    assert run("add", kept / "qingshan.txt")[0] == 0


def test_only_its_own_bank_goes_with_a_document_where_two_share_a_stem(run, data, tmp_path):
    sources = data / "corpus/sources"
    sources.mkdir(parents=True)
    (sources / "rule.txt").write_text(QINGSHAN)
    (sources / "rule.md").write_text(BAISHUI)
    run("rebuild")
    line = '{"doc": "%s", "anchor": "%s", "questions": ["%s"]}\n'
    drafts = line % ("rule.txt", "在本省注册", "在哪注册") + line % ("rule.md", "到2025年建成省实验室", "建几家")
    (tmp_path / "draft.jsonl").write_text(drafts)
    assert run("bank", "import", "draft.jsonl")[0] == 0
    questions = data / "corpus/questions"
    assert sorted(p.name for p in questions.iterdir()) == ["rule.md.yaml", "rule.yaml"]
    assert "2 个问法" in run("rebuild")[1]
    assert run("remove", "bai-ke-fa-2022-7")[0] == 0
    assert [p.name for p in questions.iterdir()] == ["rule.yaml"]
    assert "document: rule.txt" in (questions / "rule.yaml").read_text()


def test_a_founding_document_is_not_removed_and_the_way_without_is_named(run, monkeypatch):
    monkeypatch.setenv("YOUJU_CORPUS", "founding")
    from ingest.corpus import load_corpus
    from ingest.settings import IngestSettings

    founding = load_corpus(IngestSettings()).parsed[0].document
    code, _, err = run("remove", founding.id)
    assert code == 1
    assert "YOUJU_CORPUS=none" in err


def test_diff_shows_what_a_rebuild_would_change(run, data):
    run("add", "qingshan.txt")
    assert "没有不同" in run("diff")[1]
    source = data / "corpus/sources/qingshan.txt"
    source.write_text(QINGSHAN.replace("20%", "25%"))
    (data / "corpus/sources/b.txt").write_text(BAISHUI)
    _, out, _ = run("diff")
    assert "＋ 文件 bai-ke-fa-2022-7" in out
    assert "～ qing-gong-xin-fa-2021-15/main/1.2" in out
    assert "25%" in out
    assert "索引不是由现在的文件和程序建成的" in run("check")[1]
    assert run("rebuild")[0] == 0
    assert "没有不同" in run("diff")[1]


def test_drafts_are_imported_into_the_bank_and_used(run, data, tmp_path):
    run("add", "qingshan.txt")
    line = '{"doc": "qingshan", "anchor": "%s", "questions": ["%s"]}\n'
    (tmp_path / "draft.jsonl").write_text(line % ("在本省注册", "在哪注册") + line % ("没有这样的一句话", "什么"))
    code, out, _ = run("bank", "import", "draft.jsonl")
    assert code == 1
    assert "未归入：draft.jsonl 第 2 行" in out
    assert out.splitlines()[-1].endswith("请运行：python -m ingest rebuild")
    assert "1 个问法" in run("rebuild")[1]
    (tmp_path / "more.jsonl").write_text(line % ("研发人员占职工总数", "要几个研发"))
    assert run("bank", "import", "more.jsonl")[0] == 0
    assert "2 个问法" in run("rebuild")[1]
    before = everything(data)
    (tmp_path / "clash.jsonl").write_text(line % ("研发人员占职工总数", "在哪注册"))
    code, _, err = run("bank", "import", "clash.jsonl")
    assert code == 1
    assert "出现了两次" in err
    assert everything(data) == before


def test_an_import_waits_for_its_turn_to_write(run, data, tmp_path):
    run("add", "qingshan.txt")
    (tmp_path / "draft.jsonl").write_text('{"doc": "qingshan", "anchor": "在本省注册", "questions": ["在哪"]}\n')
    command = [sys.executable, "-m", "ingest", "bank", "import", str(tmp_path / "draft.jsonl")]
    with writer(data):
        waiting = subprocess.Popen(command, cwd=Path(__file__).parents[2], stdout=subprocess.DEVNULL)
        with pytest.raises(subprocess.TimeoutExpired):
            waiting.wait(2.5)
        assert not (data / "corpus/questions").exists()
    assert waiting.wait(30) == 0
    assert (data / "corpus/questions/qingshan.yaml").exists()


def test_an_import_elsewhere_asks_for_no_rebuild(run, tmp_path):
    run("add", "qingshan.txt")
    (tmp_path / "draft.jsonl").write_text('{"doc": "qingshan", "anchor": "在本省注册", "questions": ["在哪"]}\n')
    code, out, _ = run("bank", "import", "draft.jsonl", "--into", tmp_path / "aside")
    assert code == 0
    assert "rebuild" not in out
    assert (tmp_path / "aside/qingshan.yaml").exists()


def test_a_misspelt_setting_is_refused_wherever_it_stands(run, tmp_path, monkeypatch):
    (tmp_path / ".env").write_text("YOUJU_CORPSE=none\nYOUJU_PORT=8001\nOTHER=1\n")
    code, _, err = run("list")
    assert code == 1
    assert err == "设置有误：不认识的设置：YOUJU_CORPSE。可用的设置见 README 的“配置”一节。\n"
    (tmp_path / ".env").unlink()
    monkeypatch.setenv("YOUJU_DATADIR", "x")
    code, _, err = run("list")
    assert code == 1
    assert "YOUJU_DATADIR" in err


def test_a_setting_with_a_wrong_value_is_named(run, monkeypatch):
    monkeypatch.setenv("YOUJU_CORPUS", "some")
    code, _, err = run("list")
    assert code == 1
    assert err.startswith("设置有误：YOUJU_CORPUS：")


def test_as_a_process_it_prints_utf_8_whatever_the_locale(data):
    environment = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    command = [sys.executable, "-m", "ingest", "list"]
    done = subprocess.run(command, capture_output=True, env=environment, cwd=Path(__file__).parents[2])
    assert done.returncode == 1
    assert done.stderr.decode() == "错误：还没有索引。请先运行 python -m ingest rebuild。\n"
