"""Plots as inline SVG: nothing from outside, so that a report can be mailed and kept."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

__all__ = ["bar", "histogram", "lines"]

_INK, _PALE, _SECOND = "#1f6f8b", "#e5e7eb", "#c2703d"
_WIDTH, _HEIGHT, _LEFT, _FOOT = 420, 220, 36, 28


def bar(share: float | None, low: float | None = None, high: float | None = None) -> str:
    """A bar of a share (0–1), with its interval as a thin line."""
    width = 0 if share is None else round(share * 160)
    whisker = ""
    if low is not None and high is not None:
        whisker = (
            f'<line x1="{low * 160:.0f}" x2="{high * 160:.0f}" y1="6" y2="6" stroke="{_SECOND}" stroke-width="2"/>'
        )
    back = f'<rect width="160" height="12" fill="{_PALE}"/><rect width="{width}" height="12" fill="{_INK}"/>'
    return f'<svg width="160" height="12" role="img">{back}{whisker}</svg>'


def lines(points: Sequence[tuple[float, float]], across: str, up: str, diagonal: bool = False) -> str:
    """A line through points (both axes 0–1); `diagonal` draws the line of perfect agreement."""
    place = [(_x(x), _y(y)) for x, y in points]
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in place)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{_INK}"/>' for x, y in place)
    ideal = (
        f'<line x1="{_x(0)}" y1="{_y(0)}" x2="{_x(1)}" y2="{_y(1)}" stroke="{_SECOND}" stroke-dasharray="4"/>'
        if diagonal
        else ""
    )
    return _frame(
        f'{ideal}<polyline points="{path}" fill="none" stroke="{_INK}" stroke-width="2"/>{dots}', across, up, "100%"
    )


def histogram(values: Sequence[float], across: str, bins: int = 20) -> str:
    """How often values fall into equal bins up to the 99th percentile (the rest in the last)."""
    if not values:
        return ""
    top = sorted(values)[int(len(values) * 0.99)] or 1.0
    counts = [0] * bins
    for value in values:
        counts[min(bins - 1, int(value / top * bins))] += 1
    tallest = max(counts)
    step = (_WIDTH - _LEFT - 10) / bins
    bars = "".join(
        f'<rect x="{_LEFT + i * step:.1f}" y="{_y(c / tallest):.1f}" width="{step - 1:.1f}" '
        f'height="{_y(0) - _y(c / tallest):.1f}" fill="{_INK}"/>'
        for i, c in enumerate(counts)
    )
    return _frame(bars, f"{across}（右端 {top:.0f}）", f"题数（顶 {tallest}）", "")


def _x(share: float) -> float:
    return _LEFT + share * (_WIDTH - _LEFT - 10)


def _y(share: float) -> float:
    return _HEIGHT - _FOOT - share * (_HEIGHT - _FOOT - 20)


def _frame(inner: str, across: str, up: str, top: str) -> str:
    axes = (
        f'<path d="M{_LEFT} {_y(1):.0f}V{_y(0):.0f}H{_WIDTH - 10}" fill="none" stroke="#9ca3af"/>'
        f'<text x="4" y="{_y(1) + 4:.0f}" font-size="11">{top}</text><text x="4" y="12" font-size="12">{escape(up)}</text>'
        f'<text x="{_WIDTH / 2:.0f}" y="{_HEIGHT - 6}" font-size="12" text-anchor="middle">{escape(across)}</text>'
    )
    return f'<svg width="{_WIDTH}" height="{_HEIGHT}" role="img">{axes}{inner}</svg>'
