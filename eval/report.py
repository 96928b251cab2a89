"""A run as text, as a case-by-case comparison, and as one self-contained HTML page."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape
from typing import Any

from eval.run import SHARES

__all__ = ["compare_text", "html_report", "summary_text"]


def _share(value: Mapping[str, Any]) -> str:
    if value["value"] is None:
        return "—"
    return f"{value['value']:.1%}（n={value['n']}，{value['low']:.1%}–{value['high']:.1%}）"


def summary_text(result: Mapping[str, Any]) -> str:
    """The figures of a run, each with its n and 95 % interval."""
    total = result["summary"]["all"]
    rows = [f"{name:　<8}{_share(total[key])}" for key, name in SHARES.items()]
    rows.append(f"不能核实的引用　{total['unverified']}")
    rows.append(f"答案长度中位数 {total['length_median']} 字；p50 {total['p50_ms']} ms，p99 {total['p99_ms']} ms")
    rows.append("按类型（严格正确）：")
    rows += [f"  {t:<14}{_share(block['strict'])}" for t, block in result["summary"]["by_type"].items()]
    rows.append("检索：")
    rows += [
        f"  {leg:<8}" + "  ".join(f"{k} {v}" for k, v in values.items()) for leg, values in result["retrieval"].items()
    ]
    return "\n".join(rows)


def compare_text(first: Mapping[str, Any], second: Mapping[str, Any]) -> str:
    """What changed between two runs: the figures, then case by case."""
    rows = []
    for key, name in SHARES.items():
        a, b = (r["summary"]["all"][key]["value"] for r in (first, second))
        if a is not None and b is not None:
            rows.append(f"{name}：{a:.1%} → {b:.1%}（{b - a:+.1%}）")
    before = {o["id"]: o for o in first["outcomes"]}
    for o in second["outcomes"]:
        old = before.get(o["id"])
        if old is None:
            rows.append(f"＋ {o['id']}：{'对' if o['strict'] else '错'}　{o['question']}")
        elif old["strict"] != o["strict"]:
            rows.append(f"{'错→对' if o['strict'] else '对→错'} {o['id']}　{o['question']}")
    gone = before.keys() - {o["id"] for o in second["outcomes"]}
    rows += [f"－ {i}" for i in sorted(gone)]
    return "\n".join(rows)


def _bar(share: float | None) -> str:
    """A bar of 120 by 10 pixels as inline SVG."""
    width = 0 if share is None else round(share * 120)
    back = '<rect width="120" height="10" fill="#e5e7eb"/>'
    return f'<svg width="120" height="10" role="img">{back}<rect width="{width}" height="10" fill="#1f6f8b"/></svg>'


def _case(o: Mapping[str, Any]) -> str:
    lines = [
        f"<details{'' if o['strict'] else ' class=bad'}>",
        f"<summary>{'✓' if o['strict'] else '✗'} {escape(o['id'])} {escape(o['question'])}</summary>",
        f"<p>状态 {escape(o['status'])}，应为 {escape('/'.join(o['expected']))}；引用 {escape('、'.join(o['cited']))}</p>",
    ]
    for key, name in (("missed", "漏引"), ("lacking", "缺要点"), ("forbidden", "不该出现")):
        if o[key]:
            lines.append(f"<p><b>{name}</b>：{escape('、'.join(o[key]))}</p>")
    return "".join(lines) + f"<pre>{escape(o['answer'])}</pre></details>"


def html_report(result: Mapping[str, Any]) -> str:
    """One HTML page without anything from outside: figures with bars, latency, then every case."""
    total = result["summary"]["all"]
    shares = "".join(f"<tr><td>{n}<td>{_bar(total[k]['value'])}<td>{_share(total[k])}" for k, n in SHARES.items())
    types = "".join(
        f"<tr><td>{escape(t)}<td>{_bar(b['strict']['value'])}<td>{_share(b['strict'])}"
        for t, b in result["summary"]["by_type"].items()
    )
    settings = "；".join(f"{escape(str(k))}={escape(str(v))}" for k, v in result["settings"].items())
    cases = "".join(_case(o) for o in sorted(result["outcomes"], key=lambda o: o["strict"]))
    return f"""<!doctype html><html lang="zh-CN"><meta charset="utf-8"><title>有据评测报告</title>
<style>body{{font:15px/1.6 sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}}td{{padding:.1rem .6rem}}
pre{{white-space:pre-wrap;background:#f6f7f8;padding:.6rem}}.bad>summary{{color:#b3261e}}</style>
<h1>有据评测报告</h1><p>{settings}</p><table>{shares}</table>
<p>不能核实的引用 {total["unverified"]}；答案长度中位数 {total["length_median"]} 字；
p50 {total["p50_ms"]} ms，p99 {total["p99_ms"]} ms</p>
<h2>按类型（严格正确）</h2><table>{types}</table><h2>逐题</h2>{cases}</html>"""
