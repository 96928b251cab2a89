"""What crosses the HTTP border: questions, answers, feedback. The names are a stable contract."""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StrictBool, StringConstraints
from pydantic_core import PydanticCustomError

from assistant.model import Question, Turn
from assistant.web.text import clean
from ingest.model import Validity

__all__ = [
    "HISTORY_LIMIT",
    "QUESTION_LIMIT",
    "TURN_LIMIT",
    "AskReply",
    "AskRequest",
    "CitationReply",
    "DeltaEvent",
    "FeedbackReply",
    "FeedbackRequest",
    "HealthReply",
    "MetaEvent",
    "PartReply",
    "ProblemReply",
    "ReadyReply",
    "Reply",
    "TurnRequest",
    "UnderstandingReply",
]

QUESTION_LIMIT = 2000
TURN_LIMIT = 4000
HISTORY_LIMIT = 20
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def _cleaned(value: Any) -> Any:
    return clean(value) if isinstance(value, str) else value


def _question(value: str) -> str:
    if not value:
        raise PydanticCustomError("youju", "请输入问题")
    if len(value) > QUESTION_LIMIT:
        raise PydanticCustomError("youju", f"最多 {QUESTION_LIMIT} 个字，现在有 {len(value)} 个")
    return value


def _day(value: Any) -> Any:
    if value is None or isinstance(value, date):
        return value
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            return date.fromisoformat(value)
        except ValueError:
            pass
    raise PydanticCustomError("youju", "应为日期，如 2026-01-31")


_Name = Annotated[str, StringConstraints(max_length=200), BeforeValidator(_cleaned)]


class _Request(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class TurnRequest(_Request):
    """One earlier turn of the conversation."""

    role: Literal["user", "assistant"]
    content: Annotated[str, StringConstraints(max_length=TURN_LIMIT), BeforeValidator(_cleaned)]


class AskRequest(_Request):
    """A question. Only `question` is required."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {"question": "申请人应当具备哪些条件？"},
                {
                    "question": "那期限呢？",
                    "history": [
                        {"role": "user", "content": "申请人应当具备哪些条件？"},
                        {"role": "assistant", "content": "申请人应当同时满足三项条件……"},
                    ],
                    "as_of": "2026-01-31",
                },
            ]
        }
    )

    question: Annotated[
        str,
        Field(
            description=f"问题，去掉首尾空白和控制字符后 1–{QUESTION_LIMIT} 个字",
            json_schema_extra={"minLength": 1, "maxLength": QUESTION_LIMIT},
        ),
        BeforeValidator(_cleaned),
        AfterValidator(_question),
    ]
    history: Annotated[list[TurnRequest], Field(max_length=HISTORY_LIMIT, description="先前的问答，从早到晚")] = []
    as_of: Annotated[date | None, BeforeValidator(_day), Field(description="判断文件效力的日期；默认当天")] = None
    regions: Annotated[list[_Name], Field(max_length=50, description="只看这些地区的文件；须是文件清单里有的")] = []
    documents: Annotated[list[_Name], Field(max_length=200, description="只看这些文件（id）；须是文件清单里有的")] = []

    def question_asked(self) -> Question:
        """The question as the assistant takes it."""
        return Question(
            text=self.question,
            history=tuple(Turn(turn.role, turn.content) for turn in self.history),
            as_of=self.as_of,
            regions=tuple(self.regions),
            documents=tuple(self.documents),
        )


class FeedbackRequest(_Request):
    """Whether an answer was useful. A second one on the same answer replaces the first."""

    model_config = ConfigDict(
        json_schema_extra={"examples": [{"answer_id": "a1b2c3", "useful": False, "reason": "引用的条文不对"}]}
    )

    answer_id: Annotated[str, StringConstraints(min_length=1, max_length=100), Field(description="回答的 id")]
    useful: Annotated[StrictBool, Field(description="true：有用；false：没用")]
    reason: Annotated[
        str, StringConstraints(max_length=500), BeforeValidator(_cleaned), Field(description="原因，可不填")
    ] = ""


class Reply(BaseModel):
    """What every reply has in common: it does not change."""

    model_config = ConfigDict(frozen=True)


class CitationReply(Reply):
    """A clause an answer stands on."""

    n: Annotated[int, Field(description="正文里的 [n]")]
    clause_id: str
    document_id: str
    title: Annotated[str, Field(description="文件标题")]
    number: Annotated[str, Field(description="文号；没有则为空")]
    label: Annotated[str, Field(description="条款位置，如 第三条第（二）项")]
    text: Annotated[str, Field(description="条文原文，逐字")]
    quote: Annotated[str, Field(description="所用的部分，逐字")]
    region: str
    validity: Validity
    effective_until: date | None
    source: Annotated[Literal["original", "digest"], Field(description="original：全文；digest：摘编")]


class AskReply(Reply):
    """An answer. `citations` is empty when nothing was found or the question is out of scope."""

    id: str
    status: Literal["answered", "partial", "not_found", "out_of_scope", "clarify"]
    answer: Annotated[str, Field(description="Markdown，带 [1] 这样的依据标记")]
    mode: Annotated[
        Literal["composed", "generated"], Field(description="composed：由条文直接组成；generated：由模型写成并核对")
    ]
    citations: list[CitationReply]
    notices: Annotated[list[str], Field(description="须留意的事，如文件已失效")]
    related: Annotated[list[CitationReply], Field(description="相关条文，未作为依据")]
    suggestions: Annotated[list[str], Field(description="可以接着问的问题")]
    elapsed_ms: float


class PartReply(Reply):
    """One of the questions in a question."""

    text: str
    aspects: list[str]
    values: Annotated[list[str], Field(description="问的是哪几类值，如 ratio、duration、list")]
    regions: Annotated[list[str], Field(description="问题里点名的地区")]
    documents: Annotated[list[str], Field(description="问题里点名的文件")]


class UnderstandingReply(Reply):
    """How a question was understood."""

    kind: Annotated[str, Field(description="question 之外的都不需要查条文")]
    as_of: date
    parts: list[PartReply]


class MetaEvent(Reply):
    """The first event of a stream."""

    id: str
    status: Literal["answered", "partial", "not_found", "out_of_scope", "clarify"]
    mode: Literal["composed", "generated"]
    understanding: UnderstandingReply


class DeltaEvent(Reply):
    """A piece of the answer; all pieces in order are the answer."""

    text: str


class FeedbackReply(Reply):
    """The feedback as it is kept."""

    answer_id: str
    useful: bool
    reason: str


class HealthReply(Reply):
    """The process is alive."""

    status: Literal["alive"] = "alive"


class ReadyReply(Reply):
    """The index is open and questions are answered."""

    status: Literal["ready"] = "ready"
    generation: str
    documents: int
    clauses: int


class ProblemReply(BaseModel):
    """RFC 9457 problem details."""

    type: str
    title: str
    status: int
    detail: str
    instance: str | None = None
    errors: Annotated[list[dict[str, str]], Field(description="逐个字段的说明：field、message")] = []
