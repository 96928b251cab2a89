"""`python -m eval run|compare|report`: measures the assistant; output for the people who run the service, in Chinese."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from assistant.pipeline import Assistant
from assistant.settings import Settings
from eval.cases import FOLDER, CaseError, load_cases
from eval.report import compare_text, html_report, summary_text
from eval.run import run, save
from ingest.errors import IngestError
from ingest.index import IndexHolder, ensure_index

BASELINE = Path(__file__).parent / "baseline.json"


def main(argv: list[str] | None = None) -> int:
    """Runs one command; 0 when fine, 1 when a run fell below the bar, 2 when something is wrong with the input."""
    parser = argparse.ArgumentParser(prog="python -m eval", description="评测：问答是否严格正确")
    commands = parser.add_subparsers(dest="command", required=True)
    ask = commands.add_parser("run", help="把全部题目问一遍，给出各项指标")
    ask.add_argument("--cases", type=Path, default=FOLDER, help="题目所在文件夹")
    ask.add_argument("--out", type=Path, help="把结果写入这个 JSON 文件")
    ask.add_argument("--no-bank", action="store_true", help="不用问法库")
    ask.add_argument("--failures", action="store_true", help="列出答错的题")
    ask.add_argument("--types", nargs="*", help="只问这些类型的题")
    ask.add_argument("--check", action="store_true", help="严格正确率低于基线时以 1 退出")
    ask.add_argument("--accept", action="store_true", help="把本次结果记为基线")
    both = commands.add_parser("compare", help="逐题比较两次结果")
    both.add_argument("first", type=Path)
    both.add_argument("second", type=Path)
    page = commands.add_parser("report", help="把一次结果写成 HTML 报告")
    page.add_argument("result", type=Path)
    page.add_argument("--out", type=Path, default=Path("eval-report.html"))
    options = parser.parse_args(argv)
    try:
        return {"run": _run, "compare": _compare, "report": _report}[options.command](options)
    except (CaseError, IngestError, OSError, json.JSONDecodeError) as error:
        print(f"错误：{error}", file=sys.stderr)
        return 2


def _run(options: argparse.Namespace) -> int:
    settings = Settings()
    ensure_index(settings, progress=print).close()
    assistant = Assistant(IndexHolder(settings), settings, bank=not options.no_bank)
    cases = load_cases(options.cases)
    if options.types:
        cases = tuple(c for c in cases if set(c.types) & set(options.types))
    result = run(assistant, cases, {"bank": not options.no_bank, "embedding": settings.embedding_model})
    print(summary_text(result))
    if options.failures:
        _print_failures(result)
    if options.out:
        save(result, options.out)
        print(f"结果已写入 {options.out}")
    if options.accept:
        right = [o["id"] for o in result["outcomes"] if o["strict"]]
        kept = {"settings": result["settings"], "summary": result["summary"], "right": right}
        save(kept, BASELINE)
        print(f"基线已写入 {BASELINE}")
    return _below_baseline(result) if options.check else 0


def _print_failures(result: dict[str, Any]) -> None:
    for o in result["outcomes"]:
        if not o["strict"]:
            print(f"\n✗ {o['id']} {o['question']}\n  状态 {o['status']}，应为 {o['expected']}")
            for key, name in (("missed", "漏引"), ("lacking", "缺要点"), ("forbidden", "不该出现")):
                if o[key]:
                    print(f"  {name}：{o[key]}")
            print(f"  引用 {o['cited']}\n  答：{o['answer'][:300]}")


def _below_baseline(result: dict[str, Any]) -> int:
    bar = json.loads(BASELINE.read_text("utf-8"))["summary"]["all"]["strict"]["value"]
    now = result["summary"]["all"]["strict"]["value"]
    print(f"基线 {bar:.1%}，本次 {now:.1%}")
    return int(now < bar)


def _compare(options: argparse.Namespace) -> int:
    first, second = (json.loads(p.read_text("utf-8")) for p in (options.first, options.second))
    print(compare_text(first, second))
    return 0


def _report(options: argparse.Namespace) -> int:
    options.out.write_text(html_report(json.loads(options.result.read_text("utf-8"))), "utf-8")
    print(f"报告已写入 {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
