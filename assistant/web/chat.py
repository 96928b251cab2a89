"""The chat page, in gradio: the only file that imports it. Everything it shows has been escaped by `conversation`."""

from __future__ import annotations

import asyncio
import os
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import gradio as gr
from starlette.applications import Starlette

from assistant.web.api import client_of, today
from assistant.web.conversation import (
    Exchange,
    actions,
    assistant_message,
    messages_of,
    panel_of,
    question_of,
    user_message,
)
from assistant.web.desk import Desk, regions_of
from assistant.web.examples import Examples
from assistant.web.pages import STATIC, render, shelf
from assistant.web.problems import Problem
from assistant.web.text import cut_points, link_marks

__all__ = ["build_chat"]

_FONTS = ["system-ui", "-apple-system", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif"]
_PAUSE = 0.03
_KEPT = 60
"""Answers of one conversation that are kept and shown."""
_SEEKING = '<span class="seeking">正在查阅条文……</span>'

Exchanges = tuple[Exchange, ...]


class _Chat:
    """The handlers of the page."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.examples = Examples(desk.assistant)

    def welcome(self, exchanges: Exchanges) -> tuple[Any, ...]:
        """Filters, example questions and the list of documents, from the index as it is now."""
        index = self.desk.assistant.index
        return (
            gr.update(choices=regions_of(index)),
            gr.update(choices=[(_short(d.title, d.number), d.id) for d in index.documents]),
            gr.skip() if exchanges else self._starters(),
            gr.skip() if exchanges else self._shelf(),
        )

    async def respond(
        self, text: str, exchanges: Exchanges, regions: Any, documents: Any, as_of: str, request: gr.Request
    ) -> AsyncIterator[tuple[Any, ...]]:
        """Answer one question. Yields (input, conversation, cards, chips, notice, state)."""
        keep = gr.skip()
        shown = messages_of(exchanges)
        try:
            question = question_of(text, exchanges, regions, documents, as_of)
            async with self.desk.admit(client_of(request), question):
                asked = [*shown, user_message(question.text)]
                yield "", [*asked, assistant_message(_SEEKING)], keep, _chips("", ()), "", exchanges
                answer = await self.desk.answer(question)
        except Problem as problem:
            yield text, shown, keep, keep, _notice(problem.detail), exchanges
            return
        exchanges = (*exchanges, Exchange(question.text, answer))[-_KEPT:]
        panel = panel_of(exchanges)
        for end in cut_points(answer.answer)[:-1]:
            yield "", [*asked, assistant_message(link_marks(answer, answer.answer[:end]))], panel, keep, "", exchanges
            panel = keep
            await asyncio.sleep(_PAUSE)
        whole = assistant_message(link_marks(answer) + actions(answer))
        yield "", [*asked, whole], panel, _chips("接着问", answer.suggestions), "", exchanges

    def clear(self) -> tuple[Any, ...]:
        """Start again."""
        return "", [], self._shelf(), self._starters(), "", ()

    def _shelf(self) -> str:
        return render("shelf.html", rows=shelf(self.desk.assistant.index, today(self.desk)))

    def _starters(self) -> str:
        questions, checked = self.examples.at_once()
        if not checked:
            self.desk.later(self.examples.pick)
        return _chips("可以这样问", questions)


def _short(title: str, number: str) -> str:
    return f"{title}（{number}）" if number else title


def _chips(title: str, questions: tuple[str, ...]) -> str:
    return render("chips.html", title=title, questions=questions)


def _notice(text: str) -> str:
    return render("notice.html", text=text)


def _theme() -> gr.themes.Base:
    return gr.themes.Base(font=_FONTS, font_mono=["ui-monospace", "monospace"], primary_hue="sky", neutral_hue="slate")


def _talk() -> Any:
    return gr.Chatbot(
        elem_id="yj-talk",
        show_label=False,
        container=False,
        height=None,
        buttons=[],
        feedback_options=None,
        latex_delimiters=[],
        allow_tags=False,
        autoscroll=False,
        layout="bubble",
        placeholder=render("greeting.html"),
    )


def _ask_row() -> tuple[Any, Any, Any]:
    """The box, the button that sends, the button that clears."""
    with gr.Row(elem_id="yj-ask", equal_height=True):
        box = gr.Textbox(
            elem_id="yj-box",
            show_label=False,
            label="问题",
            container=False,
            lines=1,
            max_lines=6,
            scale=8,
            placeholder="输入问题，回车发送",
            autofocus=True,
        )
        send = gr.Button("发送", variant="primary", elem_id="yj-send", scale=0, min_width=84)
        wipe = gr.Button("清空", elem_id="yj-clear", scale=0, min_width=72)
    return box, send, wipe


def _scope_row() -> tuple[Any, Any, Any]:
    """The filters: regions, documents, the day validity is judged on."""
    with gr.Accordion("限定范围（可选）", open=False, elem_id="yj-scope"), gr.Row():
        regions = gr.Dropdown([], multiselect=True, label="地区", elem_id="yj-regions", min_width=180)
        documents = gr.Dropdown([], multiselect=True, label="文件", elem_id="yj-documents", min_width=220)
        day = gr.Textbox(
            label="按哪一天判断效力", placeholder="默认今天；如 2026-01-31", elem_id="yj-day", min_width=160
        )
    return regions, documents, day


def _blocks(chat: _Chat) -> Any:
    with gr.Blocks(title="有据", fill_width=True, analytics_enabled=False, delete_cache=(3600, 86400)) as demo:
        gr.HTML(render("masthead.html"), elem_id="yj-top", js_on_load=None)
        state = gr.State((), time_to_live=6 * 3600)
        with gr.Row(elem_id="yj-main", equal_height=False):
            with gr.Column(scale=7, min_width=320, elem_id="yj-left"):
                talk = _talk()
                chips = gr.HTML("", elem_id="yj-chips", js_on_load=None)
                notice = gr.HTML("", elem_id="yj-notice", js_on_load=None)
                box, send, wipe = _ask_row()
                regions, documents, day = _scope_row()
            with gr.Column(scale=5, min_width=320, elem_id="yj-right"):
                panel = gr.HTML("", elem_id="yj-panel", js_on_load=None)
        outputs = [box, talk, panel, chips, notice, state]
        quiet: dict[str, Any] = {"api_visibility": "private", "show_progress": "hidden"}
        asked = gr.on(
            [box.submit, send.click],
            chat.respond,
            [box, state, regions, documents, day],
            outputs,
            trigger_mode="once",
            concurrency_limit=chat.desk.settings.max_concurrency,
            **quiet,
        )
        wipe.click(chat.clear, None, outputs, cancels=[asked], **quiet)
        demo.load(chat.welcome, [state], [regions, documents, chips, panel], **quiet)
    return demo


def build_chat(desk: Desk) -> Starlette:
    """The chat as an application of its own, to be mounted at `/` behind the gate."""
    from fastapi import FastAPI

    os.environ.setdefault("GRADIO_TEMP_DIR", str((desk.settings.data_dir / "tmp").resolve()))
    os.environ["GRADIO_ANALYTICS_CACHE_FREQUENCY"] = str(
        10**9
    )  # no statistics, which would load pandas for every event
    chat = _Chat(desk)
    demo = _blocks(chat)
    # Without this, anyone may have any file of the machine read: a mounted app never sets it, and the check on file
    # paths returns early. tests/web/test_attack.py guards it.
    demo.has_launched = True
    demo.max_threads = max(desk.settings.max_concurrency, 40)
    demo.queue(max_size=512, default_concurrency_limit=desk.settings.max_concurrency)
    shell = FastAPI(docs_url=None, redoc_url=None, openapi_url=None)
    site: Starlette = gr.mount_gradio_app(
        shell,
        demo,
        path="/",
        footer_links=[],
        run_history=False,
        allowed_paths=[],
        show_error=False,
        max_file_size="1kb",
        ssr_mode=False,
        enable_monitoring=False,
        pwa=False,
        mcp_server=False,
        theme=_theme(),
        css_paths=[Path(STATIC / "chat.css")],
    )
    return site
