"""`python -m eval run|compare|report|add`: measures the assistant; output for the people who run the service, in
Chinese."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assistant.model import Question
from assistant.pipeline import Assistant
from assistant.settings import Settings
from eval.add import Wanted, add_case, asked
from eval.cases import PARTS, Case, CaseError, GoldMap, load_cases, load_part
from eval.ordinary import ordinary
from eval.report import compare_text, failures_text, html_report, summary_text
from eval.run import run, save
from eval.variants import ablations, leave_one_out, new_documents
from ingest.embed import load_embedder
from ingest.errors import IngestError
from ingest.index import Index, IndexHolder, ensure_index

BASELINE = Path(__file__).parent / "baseline.json"


def main(argv: list[str] | None = None) -> int:
    """Runs one command; 0 when fine, 1 when a run fell below the bar, 2 when something is wrong with the input."""
    options = _parser().parse_args(argv)
    try:
        return {"run": _run, "compare": _compare, "report": _report, "add": _add}[options.command](options)
    except (CaseError, IngestError, OSError, json.JSONDecodeError) as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m eval", description="评测：问答是否严格正确")
    commands = parser.add_subparsers(dest="command", required=True)
    do = commands.add_parser("run", help="把题目问一遍，给出各项指标")
    do.add_argument("--part", choices=(*PARTS, "all"), default="all", help="开发题、测试题或全部（默认）")
    do.add_argument("--cases", type=Path, help="改问这个文件夹里的题")
    do.add_argument("--quick", action="store_true", help="只问一遍，不做各部分的对照")
    do.add_argument("--out", type=Path, help="把结果写入这个 JSON 文件")
    do.add_argument("--html", type=Path, help="把报告写入这个 HTML 文件")
    do.add_argument("--failures", action="store_true", help="列出答错的题")
    do.add_argument("--reveal", action="store_true", help="测试题也写出题目和答案（看过的题不能再算测试题）")
    do.add_argument("--types", nargs="*", help="只问这些类型的题")
    do.add_argument("--check", action="store_true", help="严格正确率低于基线时以 1 退出")
    do.add_argument("--accept", action="store_true", help="把本次结果记为基线")
    both = commands.add_parser("compare", help="逐题比较两次结果")
    both.add_argument("first", type=Path)
    both.add_argument("second", type=Path)
    page = commands.add_parser("report", help="把一次结果写成 HTML 报告")
    page.add_argument("result", type=Path)
    page.add_argument("--out", type=Path, default=Path("eval-report.html"))
    add = commands.add_parser("add", help="把一次答错记成一道题")
    add.add_argument("question", help="题目原文；或 answer:回答编号，取有反馈的那次提问")
    add.add_argument(
        "--status", nargs="+", default=["answered"], help="可接受的状态，默认 answered；答不了的写 not_found"
    )
    add.add_argument("--gold", nargs="*", default=[], help="应引的条款：条款编号，或 文件:条款号")
    add.add_argument("--fact", nargs="*", default=[], help="答案里必须有的字样，几种说法用 | 隔开")
    add.add_argument("--forbid", nargs="*", default=[], help="答案里不许有的字样")
    add.add_argument("--types", nargs="*", default=[], help="题目类型")
    return parser


def _run(options: argparse.Namespace) -> int:
    settings = Settings()
    ensure_index(settings, progress=print).close()
    parts = _parts(options)
    holder = IndexHolder(settings)
    result = run(Assistant(holder, settings), parts, {"embedding": settings.embedding_model})
    index = holder.current()
    result["golds"] = _golds(index, parts)
    if not options.quick and not options.cases:
        print("各部分逐一关闭，再问一遍……")
        result["ablations"] = ablations(holder, settings, parts)
        print("逐份文件当作新文件，再问一遍……")
        result["leave_one_out"] = leave_one_out(settings, parts)
        print("刚加进来的别的文件……")
        result["new_documents"] = new_documents(settings, parts)
        print("普通做法……")
        result["ordinary"] = ordinary(index, load_embedder(settings.embedding_model), parts)
    if not options.reveal:
        result["outcomes"] = [_hidden(o) if o["part"] == "test" else o for o in result["outcomes"]]
    print(summary_text(result))
    if options.failures:
        print(failures_text(result))
    _write(result, options)
    return _below_baseline(result) if options.check else 0


def _write(result: dict[str, Any], options: argparse.Namespace) -> None:
    if options.out:
        save(result, options.out)
        print(f"结果已写入 {options.out}")
    if options.html:
        options.html.write_text(html_report(result, result["golds"]), "utf-8")
        print(f"报告已写入 {options.html}")
    if options.accept:
        kept = {"settings": result["settings"], "parts": {p: m["summary"] for p, m in result["parts"].items()}}
        right = [o["id"] for o in result["outcomes"] if o["strict"]]
        save({**kept, "right": right}, BASELINE)
        print(f"基线已写入 {BASELINE}")


def _parts(options: argparse.Namespace) -> dict[str, Sequence[Case]]:
    """The cases asked for by part; those of a folder given stand as a part named like it."""
    if options.cases:
        parts: dict[str, Sequence[Case]] = {options.cases.name: load_cases(options.cases)}
    else:
        parts = {p: load_part(p) for p in (PARTS if options.part == "all" else (options.part,))}
    if options.types:
        parts = {p: [c for c in cases if set(c.types) & set(options.types)] for p, cases in parts.items()}
    return parts


def _golds(index: Index, parts: Mapping[str, Sequence[Case]]) -> dict[str, str]:
    """The text of every clause that a case wants cited."""
    gold_map = GoldMap(index)
    ids = {gold_map.clause(a) for cases in parts.values() for c in cases for a in c.gold}
    return {i: index.clauses[i].text for i in sorted(ids)}


def _hidden(outcome: Mapping[str, Any]) -> dict[str, Any]:
    """An outcome without the question and the answer: who tunes must not see them."""
    return {k: v for k, v in outcome.items() if k not in ("question", "answer")}


def _below_baseline(result: Mapping[str, Any]) -> int:
    """1 when the share of strictly right answers of any part is below the baseline's."""
    bars = json.loads(BASELINE.read_text("utf-8"))["parts"]
    below = 0
    for part, made in result["parts"].items():
        now = made["summary"]["all"]["strict"]["value"]
        bar = bars.get(part, {}).get("all", {}).get("strict", {}).get("value", 0.0)
        print(f"{part}：基线 {bar:.1%}，本次 {now:.1%}")
        below |= int(now < bar)
    return below


def _compare(options: argparse.Namespace) -> int:
    first, second = (json.loads(p.read_text("utf-8")) for p in (options.first, options.second))
    print(compare_text(first, second))
    return 0


def _report(options: argparse.Namespace) -> int:
    result = json.loads(options.result.read_text("utf-8"))
    options.out.write_text(html_report(result, result.get("golds")), "utf-8")
    print(f"报告已写入 {options.out}")
    return 0


def _add(options: argparse.Namespace) -> int:
    settings = Settings()
    ensure_index(settings, progress=print).close()
    holder = IndexHolder(settings)
    question = options.question
    if question.startswith("answer:"):
        question = asked(question.removeprefix("answer:"), settings.data_dir)
    wanted = Wanted(
        question,
        tuple(options.status),
        tuple(options.gold),
        tuple(options.fact),
        tuple(options.forbid),
        tuple(options.types),
    )
    case = add_case(wanted, holder.current())
    answer = Assistant(holder, settings).ask(Question(case.question))
    print(f"已记为 {case.id}。现在的回答（{answer.status}）：\n{answer.answer}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
