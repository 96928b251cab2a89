"""Every kind of value that can be found missing has a name to say so."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from assistant.answer.missing import MATTERS
from assistant.answer.sentences import measured
from assistant.understand.scope import Scope
from assistant.understand.understanding import Part
from assistant.understand.values import Value


@pytest.mark.parametrize("value", get_args(Value))
def test_a_value_that_is_looked_for_can_be_named_as_missing(value: Value) -> None:
    part = replace(Part("什么", "什么", Scope()), values=(value,))
    assert all(v in MATTERS for v in measured(part))
