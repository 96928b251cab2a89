"""Train the builtin embedding: `python -m ingest.train_embedding --text FILE… --out DIR`.

A table of vectors for characters, letter and digit runs, and bigrams; a text is the mean of its rows, normalised. It is
learnt from scratch on unlabelled text by an in-batch softmax in both directions: each query must find its own passage
among those of the batch. Queries are a sentence of the passage (taken out of it or left in), a few short stretches of
it, a thinned copy of it, one of its halves, or its title and heading.
"""

from __future__ import annotations

import argparse
import json
import time
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ingest.training_text import Ints, TrainingText, build_text, passages, read_documents

__all__ = ["Sampler", "main", "save", "train"]

LONGEST = 160
"""Positions of a passage that are looked at."""

_PACKAGE = "sentence_transformers"
_STATIC = "static_embedding.StaticEmbedding"


@dataclass(frozen=True, slots=True)
class Bags:
    """Token rows of many texts, one after the other; `offsets` are their starts."""

    rows: Ints
    offsets: Ints


class Sampler:
    """Draws pairs (query, passage) from a text. The same seed gives the same pairs."""

    def __init__(self, text: TrainingText, seed: int) -> None:
        self._text = text
        self._random = np.random.default_rng(seed)

    def batch(self, chosen: Ints) -> tuple[Bags, Bags]:
        """One pair for each of the passages."""
        pairs = [self._pair(int(p)) for p in chosen]
        return _bags([q for q, _ in pairs]), _bags([d for _, d in pairs])

    def _tokens(self, start: int, end: int) -> Ints:
        """Unigrams of the positions start … end - 1 and the bigrams within them, known ones only."""
        tokens = np.concatenate([self._text.unigrams[start:end], self._text.bigrams[start : max(end - 1, start)]])
        return tokens[tokens > 0]

    def _pair(self, passage: int) -> tuple[Ints, Ints]:
        text, random = self._text, self._random
        first, last = (int(x) for x in text.passages[passage])
        bounds = text.sentences[first : last + 1]
        start, end = int(bounds[0]), int(bounds[-1])
        if end - start > LONGEST:
            start = int(random.choice(bounds[:-1][bounds[:-1] <= end - 40])) if end - start > 2 * LONGEST else start
            end = min(end, start + LONGEST)
        kind = random.random()
        if kind < 0.12:
            at = int(text.titles[passage])
            return self._tokens(*(int(x) for x in text.sentences[at : at + 2])), self._tokens(start, end)
        if kind < 0.24:
            whole = self._tokens(start, end)
            return whole[random.random(len(whole)) < 0.35], whole[random.random(len(whole)) < 0.8]
        if kind < 0.36:
            middle = (start + end) // 2
            return self._tokens(start, middle), self._tokens(middle, end)
        if kind < 0.68:
            spans = self._stretches(start, end)
        else:
            inside = bounds[(bounds >= start) & (bounds < end)]
            at = int(random.integers(len(inside)))
            a = int(inside[at])
            b = int(inside[at + 1]) if at + 1 < len(inside) else end
            if b - a > 40:
                a += int(random.integers(b - a - 30))
            spans = [(a, min(b, a + 40))]
        query = np.concatenate([self._tokens(a, b) for a, b in spans])
        if random.random() < 0.3:
            return query, self._tokens(start, end)
        rest, at = list[Ints](), start
        for a, b in sorted(spans):
            rest.append(self._tokens(at, a))
            at = max(at, b)
        return query, np.concatenate([*rest, self._tokens(at, end)])

    def _stretches(self, start: int, end: int) -> list[tuple[int, int]]:
        """One to three stretches of 2–8 positions, as a typed question takes up words of a text."""
        spans = []
        for _ in range(int(self._random.integers(1, 4))):
            a = int(self._random.integers(start, max(start + 1, end - 2)))
            spans.append((a, min(end, a + int(self._random.integers(2, 9)))))
        return spans


def _bags(texts: list[Ints]) -> Bags:
    texts = [t if len(t) else np.zeros(1, dtype=np.int64) for t in texts]
    lengths = np.array([len(t) for t in texts])
    return Bags(np.concatenate(texts), np.concatenate([[0], np.cumsum(lengths)[:-1]]))


def train(
    text: TrainingText, frequency: Ints, *, dimension: int, steps: int, batch: int, rate: float, seed: int
) -> NDArray[np.float32]:
    """Learn the table (row = token). One thread; the same arguments give the same table on the same machine."""
    import torch
    from torch.nn.functional import cross_entropy, embedding_bag, normalize

    torch.set_num_threads(1)
    torch.manual_seed(seed)
    # Rare tokens say more: begin with the weights of smooth inverse frequency (Arora et al., 2017).
    weight = 1e-3 / (1e-3 + torch.from_numpy(frequency / frequency.sum()).float())
    table = torch.nn.Parameter(torch.randn(len(frequency), dimension) * weight[:, None])
    optimiser = torch.optim.Adam([table], lr=rate, fused=True)
    sampler, random = Sampler(text, seed), np.random.default_rng(seed)
    started, shown, order = time.monotonic(), 0.0, np.empty(0, dtype=np.int64)
    labels = torch.arange(batch)
    for step in range(steps):
        if len(order) < batch:
            order = random.permutation(len(text.passages))
        queries, documents = sampler.batch(order[:batch])
        order = order[batch:]
        for group in optimiser.param_groups:
            group["lr"] = rate * min(1.0, (step + 1) / 50) * (1.0 - step / steps)
        sides = [
            normalize(embedding_bag(torch.from_numpy(b.rows), table, torch.from_numpy(b.offsets), mode="mean"))
            for b in (queries, documents)
        ]
        scores = sides[0] @ sides[1].T * 20.0
        loss = (cross_entropy(scores, labels) + cross_entropy(scores.T, labels)) / 2
        optimiser.zero_grad()
        loss.backward()  # type: ignore[no-untyped-call]
        optimiser.step()
        shown = loss.item() if step == 0 else 0.98 * shown + 0.02 * loss.item()
        if step % 100 == 0:
            print(f"step {step}/{steps} loss {shown:.3f} {time.monotonic() - started:.0f} s", flush=True)
    learnt = table.detach().numpy()
    learnt[0] = 1e-3 / dimension**0.5
    return np.asarray(learnt, dtype=np.float32)


def save(tokens: list[str], table: NDArray[np.float32], out: Path) -> None:
    """Write the folder that sentence-transformers loads as StaticEmbedding + Normalize; float16."""
    from safetensors.numpy import save_file
    from tokenizers import Tokenizer
    from tokenizers.models import WordLevel
    from tokenizers.pre_tokenizers import WhitespaceSplit

    out.mkdir(parents=True, exist_ok=True)
    tokenizer = Tokenizer(WordLevel({token: row for row, token in enumerate(tokens)}, unk_token="[UNK]"))
    tokenizer.pre_tokenizer = WhitespaceSplit()
    tokenizer.save(str(out / "tokenizer.json"), pretty=False)
    # Only directions count: scaled so that float16 keeps as many digits as it can.
    scale = 16.0 / float(np.abs(table).max())
    save_file({"embedding.weight": (table * scale).astype(np.float16)}, out / "model.safetensors")
    modules = [
        {"idx": 0, "name": "0", "path": "", "type": f"{_PACKAGE}.sentence_transformer.modules.{_STATIC}"},
        {"idx": 1, "name": "1", "path": "1_Normalize", "type": f"{_PACKAGE}.base.modules.normalize.Normalize"},
    ]
    (out / "modules.json").write_text(json.dumps(modules, indent=2) + "\n")
    (out / "1_Normalize").mkdir(exist_ok=True)
    names = {"module_input_name": "sentence_embedding", "module_output_name": "sentence_embedding"}
    (out / "1_Normalize" / "config.json").write_text(json.dumps(names, indent=2) + "\n")
    for file in (out / "model.safetensors", out / "tokenizer.json"):
        file.chmod(0o644)


def main(arguments: list[str] | None = None) -> None:
    """Read the command line, train, write."""
    parser = argparse.ArgumentParser(prog="python -m ingest.train_embedding", description=__doc__)
    parser.add_argument("--text", type=Path, nargs="+", required=True, help="JSON Lines files with title and text")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--steps", type=int, default=1500)
    parser.add_argument("--batch", type=int, default=2048)
    parser.add_argument("--dimension", type=int, default=256)
    parser.add_argument("--bigrams", type=int, default=25000)
    parser.add_argument("--runs", type=int, default=400)
    parser.add_argument("--rate", type=float, default=0.03)
    parser.add_argument("--seed", type=int, default=20261121)
    options = parser.parse_args(arguments)
    source = (p for title, body in read_documents(options.text) for p in passages(title, body))
    text, tokens, frequency = build_text(source, options.runs, options.bigrams)
    print(f"{len(text.passages)} passages, {len(text.unigrams)} positions, {len(tokens)} tokens", flush=True)
    table = train(
        text,
        frequency,
        dimension=options.dimension,
        steps=options.steps,
        batch=options.batch,
        rate=options.rate,
        seed=options.seed,
    )
    save(tokens, table, options.out)


if __name__ == "__main__":
    main()
