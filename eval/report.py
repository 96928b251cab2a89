"""A run as text, as a case-by-case comparison, and as one self-contained HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from eval.plots import bar, histogram, lines
from eval.run import SHARES

__all__ = ["compare_text", "failures_text", "html_report", "summary_text"]

_PARTS = {"dev": "开发题", "test": "测试题"}
_WRONG = (("missed", "漏引"), ("lacking", "缺要点"), ("forbidden", "不该出现"))


def _share(value: Mapping[str, Any]) -> str:
    if value["value"] is None:
        return "—"
    return f"{value['value']:.1%}（n={value['n']}，{value['low']:.1%}–{value['high']:.1%}）"


def _name(part: str) -> str:
    return _PARTS.get(part, part)


def summary_text(result: Mapping[str, Any]) -> str:
    """The figures of a run, each with its n and 95 % interval, part by part, then what each piece is worth."""
    rows: list[str] = []
    for part, made in result["parts"].items():
        rows += [f"—— {_name(part)} ——", *_part_rows(made)]
    for title, found in _others(result):
        rows.append(f"{title}：严格正确 " + "，".join(f"{_name(p)} {_share(b['strict'])}" for p, b in found.items()))
    return "\n".join(rows)


def _part_rows(made: Mapping[str, Any]) -> list[str]:
    total = made["summary"]["all"]
    rows = [f"{name:　<8}{_share(total[key])}" for key, name in SHARES.items()]
    rows.append(f"不能核实的引用　{total['unverified']}")
    rows.append(
        f"答案长度中位数 {total['length_median']} 字（事实题 {total['factual_length_median']} 字）；"
        f"p50 {total['p50_ms']} ms，p99 {total['p99_ms']} ms；校准误差 {made['calibration']['error']}"
    )
    rows.append("按类型（严格正确）：")
    rows += [f"  {t:<14}{_share(b['strict'])}" for t, b in made["summary"]["by_type"].items()]
    rows.append("检索（single 为只有一条应引条文的题）：")
    rows += [
        f"  {leg:<8}" + "  ".join(f"{k} {v}" for k, v in values.items()) for leg, values in made["retrieval"].items()
    ]
    return rows


def _others(result: Mapping[str, Any]) -> list[tuple[str, Mapping[str, Any]]]:
    """The same questions asked otherwise: parts switched off, documents left out, the ordinary way."""
    found = [(name, b) for name, b in result.get("ablations", {}).items()]
    if "leave_one_out" in result:
        found.append(("逐份文件当新文件（无问法、无目录，重排没学过它）", result["leave_one_out"]))
    if "new_documents" in result:
        found.append(("另加的新文件（另出的题）", result["new_documents"]))
    return found + [(f"普通做法 {name}", b) for name, b in result.get("ordinary", {}).items()]


def failures_text(result: Mapping[str, Any]) -> str:
    """The cases that were answered wrongly, with what was missed."""
    rows: list[str] = []
    for o in result["outcomes"]:
        if not o["strict"] and "question" in o:
            rows.append(f"\n✗ {o['id']} {o['question']}\n  状态 {o['status']}，应为 {'/'.join(o['expected'])}")
            rows += [f"  {name}：{'、'.join(o[key])}" for key, name in _WRONG if o[key]]
            rows.append(f"  引用 {'、'.join(o['cited'])}\n  答：{o['answer'][:300]}")
    return "\n".join(rows)


def compare_text(first: Mapping[str, Any], second: Mapping[str, Any]) -> str:
    """What changed between two runs: the figures of each part, then case by case."""
    rows = []
    for part in first["parts"].keys() & second["parts"].keys():
        for key, name in SHARES.items():
            a, b = (r["parts"][part]["summary"]["all"][key]["value"] for r in (first, second))
            if a is not None and b is not None:
                rows.append(f"{_name(part)} {name}：{a:.1%} → {b:.1%}（{b - a:+.1%}）")
    before = {o["id"]: o for o in first["outcomes"]}
    for o in second["outcomes"]:
        old, asked = before.get(o["id"]), o.get("question", "")
        if old is None:
            rows.append(f"＋ {o['id']}：{'对' if o['strict'] else '错'}　{asked}")
        elif old["strict"] != o["strict"]:
            rows.append(f"{'错→对' if o['strict'] else '对→错'} {o['id']}　{asked}")
    gone = before.keys() - {o["id"] for o in second["outcomes"]}
    rows += [f"－ {i}" for i in sorted(gone)]
    return "\n".join(rows)


def _case(o: Mapping[str, Any], golds: Mapping[str, str]) -> str:
    """One case: the question, the answer, what must be cited, and what was missed."""
    if "question" not in o:
        return ""
    lines_ = [
        f"<details{'' if o['strict'] else ' class=bad'}>",
        f"<summary>{'✓' if o['strict'] else '✗'} {escape(o['id'])} {escape(o['question'])}</summary>",
        f"<p>状态 {escape(o['status'])}，应为 {escape('/'.join(o['expected']))}；把握 {o['confidence']:.2f}；"
        f"引用 {escape('、'.join(o['cited']))}</p>",
    ]
    for key, name in _WRONG:
        if o[key]:
            lines_.append(f"<p><b>{name}</b>：{escape('、'.join(o[key]))}</p>")
    if o["gold"]:
        items = "".join(
            f"<li{' class=lost' if g in o['missed'] else ''}>{escape(g)}　{escape(golds.get(g, ''))}" for g in o["gold"]
        )
        lines_.append(f"<p>应引：</p><ul>{items}</ul>")
    return "".join(lines_) + f"<pre>{escape(o['answer'])}</pre></details>"


def _table(blocks: Mapping[str, Mapping[str, Any]]) -> str:
    rows = "".join(
        f"<tr><td>{escape(name)}<td>{bar(v['value'], v['low'], v['high'])}<td>{_share(v)}" for name, v in blocks.items()
    )
    return f"<table>{rows}</table>"


def _part_html(part: str, made: Mapping[str, Any], outcomes: list[Mapping[str, Any]]) -> str:
    total = made["summary"]["all"]
    types = {t: b["strict"] for t, b in made["summary"]["by_type"].items()}
    risk = lines([(p["coverage"], p["accuracy"]) for p in made["curve"]], "作答的题占全部题", "答对的占作答的")
    sure = lines(
        [(b["confidence"], b["accuracy"]) for b in made["calibration"]["bins"]], "把握", "实际严格正确", diagonal=True
    )
    times = histogram([o["elapsed_ms"] for o in outcomes], "毫秒")
    return (
        f"<h2>{escape(_name(part))}</h2>{_table({name: total[key] for key, name in SHARES.items()})}"
        f"<p>不能核实的引用 {total['unverified']}；答案长度中位数 {total['length_median']} 字（事实题 "
        f"{total['factual_length_median']} 字）；p50 {total['p50_ms']} ms，p99 {total['p99_ms']} ms；"
        f"校准误差 {made['calibration']['error']}</p>"
        f"<h3>按类型（严格正确）</h3>{_table(types)}<h3>作答范围与准确率、把握与准确率、耗时</h3>{risk}{sure}{times}"
    )


def html_report(result: Mapping[str, Any], golds: Mapping[str, str] | None = None) -> str:
    """One HTML page without anything from outside: figures with bars and plots, then every case. `golds` are the texts
    of clauses by id."""
    parts = "".join(
        _part_html(part, made, [o for o in result["outcomes"] if o["part"] == part])
        for part, made in result["parts"].items()
    )
    others = "".join(
        f"<h3>{escape(title)}</h3>{_table({_name(p): b['strict'] for p, b in found.items()})}"
        for title, found in _others(result)
    )
    settings = "；".join(f"{escape(str(k))}={escape(str(v))}" for k, v in result["settings"].items())
    cases = "".join(_case(o, golds or {}) for o in sorted(result["outcomes"], key=lambda o: o["strict"]))
    return f"""<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>有据评测报告</title>
<style>body{{font:15px/1.6 sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem}}td{{padding:.1rem .6rem}}
pre{{white-space:pre-wrap;background:#f6f7f8;padding:.6rem}}.bad>summary{{color:#b3261e}}.lost{{color:#b3261e}}</style>
<h1>有据评测报告</h1><p>{settings}</p>{parts}<h2>同样的题，换个做法</h2>{others}<h2>逐题</h2>{cases}</html>"""
