"""`python -m eval`: what it writes and with which code it ends."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from assistant.settings import Settings
from eval import __main__ as command
from eval.__main__ import main
from eval.cases import load_cases

CASES = """
- id: t-1
  question: 重庆的创新中心一年要投多少研发
  status: [answered]
  types: [threshold]
  gold: [{doc: chongqing-2017-139, anchor: 年度研发费用总额占成本费用支出总额的比例}]
  facts: [[不低于30%]]
- id: t-2
  question: 帮我写首诗
  status: [out_of_scope]
  types: [outofscope]
- id: t-3
  question: 上海的筹建期多久
  status: [answered]
  types: [timeline]
  facts: [[这句话哪里都没有]]
"""


@pytest.fixture
def cases(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, founding_settings: Settings) -> Path:
    monkeypatch.setenv("YOUJU_DATA_DIR", str(founding_settings.data_dir))
    monkeypatch.setenv("YOUJU_TODAY", "2026-11-20")
    folder = tmp_path / "cases"
    folder.mkdir()
    (folder / "all.yaml").write_text(CASES, "utf-8")
    return folder


def test_a_run_is_printed_and_written(cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "run.json"
    assert main(["run", "--cases", str(cases), "--out", str(out), "--failures"]) == 0
    made = json.loads(out.read_text("utf-8"))
    assert {o["id"]: o["strict"] for o in made["outcomes"]} == {"t-1": True, "t-2": True, "t-3": False}
    printed = capsys.readouterr().out
    assert "严格正确" in printed
    assert "t-3" in printed
    assert "✗ t-1" not in printed


def test_only_the_types_asked_for_are_run(cases: Path, tmp_path: Path) -> None:
    out = tmp_path / "run.json"
    assert main(["run", "--cases", str(cases), "--out", str(out), "--types", "threshold"]) == 0
    made = json.loads(out.read_text("utf-8"))
    assert [o["id"] for o in made["outcomes"]] == ["t-1"]


@pytest.mark.parametrize(("bar", "code"), [(0.5, 0), (0.99, 1)])
def test_falling_below_the_baseline_ends_with_one(
    cases: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bar: float, code: int
) -> None:
    baseline = tmp_path / "baseline.json"
    baseline.write_text(json.dumps({"parts": {"cases": {"all": {"strict": {"value": bar}}}}}), "utf-8")
    monkeypatch.setattr(command, "BASELINE", baseline)
    assert main(["run", "--cases", str(cases), "--check"]) == code


def test_the_test_part_is_counted_and_not_shown(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(command, "load_part", lambda part: load_cases(cases))
    out = tmp_path / "run.json"
    assert main(["run", "--part", "test", "--quick", "--failures", "--out", str(out)]) == 0
    made = json.loads(out.read_text("utf-8"))
    assert [("question" in o, o["strict"]) for o in made["outcomes"]] == [(False, True), (False, True), (False, False)]
    assert "筹建期" not in capsys.readouterr().out
    assert main(["run", "--part", "test", "--quick", "--reveal", "--failures"]) == 0
    assert "上海的筹建期多久" in capsys.readouterr().out


def test_a_wrong_answer_becomes_a_case(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cases: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    staff = tmp_path / "staff.yaml"
    monkeypatch.setattr("eval.add.STAFF", staff)
    said = [
        "add",
        "重庆中心的专利怎么分好处",
        "--gold",
        "渝经信发〔2017〕139号:三、（二）第9项",
        "--fact",
        "知识产权|专利",
    ]
    assert main(said) == 0
    assert "staff-1" in capsys.readouterr().out
    (case,) = load_cases(tmp_path)
    assert (case.id, case.status, case.gold[0].doc) == ("staff-1", ("answered",), "chongqing-2017-139")
    assert case.facts == (("知识产权", "专利"),)
    for bad in (
        ["add", " "],
        ["add", "没有依据的一道题"],
        ["add", "编号不对的一道题", "--gold", "渝经信发〔2017〕139号:九十九"],
        ["add", "拒答却有条款", "--status", "not_found", "--gold", "渝经信发〔2017〕139号:三、（二）第9项"],
        ["add", "answer:nothing"],
    ):
        assert main(bad) == 2
    assert len(load_cases(tmp_path)) == 1


def test_two_runs_are_compared_and_one_is_reported(
    cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    first, page = tmp_path / "a.json", tmp_path / "a.html"
    main(["run", "--cases", str(cases), "--out", str(first)])
    assert main(["compare", str(first), str(first)]) == 0
    assert main(["report", str(first), "--out", str(page)]) == 0
    assert "有据评测报告" in page.read_text("utf-8")


def test_bad_input_ends_with_two_and_a_message(cases: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (cases / "bad.yaml").write_text("- {id: t-9, question: 甲}\n", "utf-8")
    assert main(["run", "--cases", str(cases)]) == 2
    assert "t-9" in capsys.readouterr().err
    assert main(["report", str(tmp_path / "none.json")]) == 2
    (tmp_path / "broken.json").write_text("{", "utf-8")
    assert main(["compare", str(tmp_path / "broken.json"), str(tmp_path / "broken.json")]) == 2


def test_an_unknown_command_ends_with_two() -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["dance"])
    assert stopped.value.code == 2
