"""A conversation as the chat keeps it on the server: what was asked and answered, and how each is shown."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from assistant.model import Answer, Question, Turn
from assistant.web.cards import cards_html
from assistant.web.problems import Problem
from assistant.web.schemas import HISTORY_LIMIT, QUESTION_LIMIT, TURN_LIMIT
from assistant.web.text import answer_key, clean, link_marks, literal

__all__ = ["Exchange", "Message", "history_of", "messages_of", "panel_of", "question_of"]

Message = dict[str, Any]
_PANELS = 12


@dataclass(frozen=True, slots=True)
class Exchange:
    """One question and its answer."""

    question: str
    answer: Answer


def question_of(text: str, exchanges: tuple[Exchange, ...], regions: Any, documents: Any, as_of: str) -> Question:
    """The question as typed, with the conversation before it. Raises Problem `invalid` with what to mend."""
    text = clean(str(text or ""))
    if not text:
        raise Problem("invalid", "请先输入问题。")
    if len(text) > QUESTION_LIMIT:
        raise Problem("invalid", f"问题太长：最多 {QUESTION_LIMIT} 个字，现在有 {len(text)} 个。请只留要点。")
    return Question(
        text=text,
        history=history_of(exchanges),
        as_of=_day(clean(str(as_of or ""))),
        regions=tuple(str(name) for name in regions or ()),
        documents=tuple(str(name) for name in documents or ()),
    )


def _day(text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text[:10])
    except ValueError:
        raise Problem("invalid", "日期请写成 2026-01-31 这样，或者留空。") from None


def history_of(exchanges: tuple[Exchange, ...]) -> tuple[Turn, ...]:
    """The last turns of this conversation, each cut to the length the interface allows."""
    turns = [
        turn
        for exchange in exchanges
        for turn in (
            Turn("user", exchange.question[:TURN_LIMIT]),
            Turn("assistant", exchange.answer.answer[:TURN_LIMIT]),
        )
    ]
    return tuple(turns[-HISTORY_LIMIT:])


def messages_of(exchanges: tuple[Exchange, ...]) -> list[Message]:
    """The conversation as the chat component shows it, escaped."""
    return [message for exchange in exchanges for message in _pair(exchange)]


def _pair(exchange: Exchange) -> tuple[Message, Message]:
    return user_message(exchange.question), assistant_message(link_marks(exchange.answer) + actions(exchange.answer))


def user_message(text: str) -> Message:
    """What the user typed, shown as typed."""
    return {"role": "user", "content": literal(text)}


def assistant_message(markdown: str) -> Message:
    """Markdown that has been made harmless."""
    return {"role": "assistant", "content": markdown}


def actions(answer: Answer) -> str:
    """The row of controls under an answer. The page's script acts on the fragments."""
    key = answer_key(answer.id)
    grounds = len(answer.citations)
    links = [f'<a class="act grounds" href="#cards-{key}">依据 {grounds} 条</a>'] if grounds else []
    if not grounds and answer.related:
        links = [f'<a class="act grounds" href="#cards-{key}">相关条文 {len(answer.related)} 条</a>']
    links += [
        f'<a class="act copy" href="#copy-{key}">复制答案（含依据）</a>',
        f'<a class="act up" href="#up-{key}">有用</a>',
        f'<a class="act down" href="#down-{key}">没用</a>',
    ]
    return "\n\n" + f'<span class="acts">{" ".join(links)}</span>'


def panel_of(exchanges: tuple[Exchange, ...]) -> str:
    """The cards of the latest answers; those of the last one are shown."""
    shown = exchanges[-_PANELS:]
    return "".join(cards_html(exchange.answer, exchange.question, current=exchange is shown[-1]) for exchange in shown)
