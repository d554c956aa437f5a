"""Fit the adapter of the embedding model: `python -m evals.fit_adapter` sets assistant/adapter.npz (8 minutes).

Twelve writers who had not seen the program invented 264 documents and what people would ask of them in other words
(`evals/data/adapter`). A question is to lie nearest to the sentence that answers it among all sentences of its
document, each read under its heading; what is changed of the weights has a low rank, so that little is learnt by heart.
What they ask that a document does not answer is written there too, and not learnt from.
It then says for how many questions of other authors (`evals.uploads`, the tuning ones) the nearest sentence is right.
"""

import argparse
import random
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, NamedTuple

import numpy as np
import torch
import yaml
from rich.progress import track
from sentence_transformers import SentenceTransformer

from assistant.adapter import DOWN, EMBEDDER, FILE, UP
from assistant.assistant import Assistant
from assistant.embed import BUNDLED_MODEL, model_source
from assistant.indexing import headed
from assistant.wire import build
from evals import uploads
from evals.workspace import workspace

DATA = Path(__file__).parent / "data" / "adapter"
RANK = 16  # of a change; the layers are 384 and 1,536 wide
ROUNDS = 2  # over all documents; after more, training documents gain and others do not
STEP, SHARPNESS, DECAY = 5e-4, 20.0, 0.01  # Adam's rate at its highest, of the softmax, of the weights
MAX_TOKENS = 96  # of a sentence under its heading
TOGETHER = 64  # texts embedded at a time
CHANGED = {"query", "key", "value", "dense"}  # the layers of a block that are changed


class Lesson(NamedTuple):
    """A document: its sentences under their headings, and questions with the places of the sentences that answer."""

    sentences: tuple[str, ...]
    asked: tuple[tuple[str, tuple[int, ...]], ...]


class Changed(torch.nn.Module):
    """A linear layer with what is added to its weight: the product of two thin matrices, zero at first."""

    def __init__(self, layer: Any) -> None:
        super().__init__()
        self.layer = layer
        self.down = torch.nn.Parameter(torch.randn(RANK, layer.in_features) / layer.in_features**0.5)
        self.up = torch.nn.Parameter(torch.zeros(layer.out_features, RANK))

    def forward(self, states: torch.Tensor) -> torch.Tensor:
        """What the layer gives with its weight changed."""
        return torch.nn.functional.linear(states, self.layer.weight + self.up @ self.down, self.layer.bias)


class Network:
    """The bundled model: texts in, unit vectors out; `adapt` makes its blocks' layers changeable."""

    def __init__(self) -> None:
        loaded: Any = SentenceTransformer(model_source(BUNDLED_MODEL), device="cpu")
        self.tokenizer, self.model = loaded.tokenizer, loaded[0].auto_model
        self.model.requires_grad_(False)
        self.changed: dict[str, Changed] = {}  # by the name of the layer

    def adapt(self) -> None:
        """Put a change around each layer of the blocks."""
        for name, layer in list(self.model.encoder.named_modules(prefix="encoder")):
            parent, _, last = name.rpartition(".")
            if last in CHANGED and isinstance(layer, torch.nn.Linear):
                self.changed[name] = Changed(layer)
                setattr(self.model.get_submodule(parent), last, self.changed[name])

    def vectors(self, texts: Sequence[str]) -> torch.Tensor:
        """Unit vectors, shape (texts, d)."""
        read = self.tokenizer(list(texts), padding=True, truncation=True, max_length=MAX_TOKENS, return_tensors="pt")
        states, mask = self.model(**read).last_hidden_state, read["attention_mask"].unsqueeze(-1).float()
        return torch.nn.functional.normalize((states * mask).sum(1) / mask.sum(1), dim=1)

    @torch.no_grad()
    def settled(self, texts: Sequence[str]) -> torch.Tensor:
        """The same for many texts, of a network that is not being fitted."""
        self.model.eval()
        return torch.cat([self.vectors(texts[at : at + TOGETHER]) for at in range(0, len(texts), TOGETHER)])


def lessons() -> list[Lesson]:
    """All documents with their questions."""
    return [_lesson(yaml.safe_load(path.read_text(encoding="utf-8"))) for path in sorted(DATA.glob("*.yaml"))]


def _lesson(document: dict[str, Any]) -> Lesson:
    numbered = {
        number: f"{section['heading']}: {text}"
        for section in document["sections"]
        for number, text in section["sentences"].items()
    }
    places = {number: place for place, number in enumerate(numbered)}
    asked = tuple((one["ask"], tuple(places[number] for number in one["answers"])) for one in document["questions"])
    return Lesson(tuple(numbered.values()), asked)


def fit(network: Network, taught: Sequence[Lesson]) -> None:
    """Change the network's weights, document by document."""
    torch.manual_seed(0)
    network.adapt()
    network.model.train()
    weights = [weight for layer in network.changed.values() for weight in (layer.down, layer.up)]
    steps = max(1, ROUNDS * len(taught))
    optimiser = torch.optim.AdamW(weights, lr=STEP, weight_decay=DECAY)
    pace = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1, (step + 1) / max(1, steps // 10)) * max(0.02, (steps - step) / steps)
    )
    order = [one for _ in range(ROUNDS) for one in random.Random(0).sample(taught, len(taught))]
    for lesson in track(order, "Fitting", disable=not sys.stderr.isatty()):
        optimiser.zero_grad()
        _loss(network, lesson).backward()  # type: ignore[no-untyped-call]
        torch.nn.utils.clip_grad_norm_(weights, 1.0)
        optimiser.step()
        pace.step()


def _loss(network: Network, lesson: Lesson) -> torch.Tensor:
    """How far the questions are from lying nearest to what answers them (InfoNCE over the document's sentences)."""
    questions, answers = zip(*lesson.asked, strict=True)
    cosines = SHARPNESS * network.vectors(questions) @ network.vectors(lesson.sentences).T
    right = torch.zeros_like(cosines, dtype=torch.bool)
    for row, places in enumerate(answers):
        right[row, list(places)] = True
    best = torch.logsumexp(cosines.masked_fill(~right, -torch.inf), dim=1)
    return (torch.logsumexp(cosines, dim=1) - best).mean()


def on_other_authors(networks: Sequence[Network]) -> Iterator[tuple[str, int, list[float]]]:
    """For each tuning author of uploads: how many questions, and for which share the nearest sentence is right."""
    with TemporaryDirectory() as folder:
        assistant = build(workspace(Path(folder)), use_chroma=False)
        for author in uploads.AUTHORS["tune"]:
            before = {source.source_id for source in assistant.index.sources()}
            uploads.upload(assistant, author)
            added = [source for source in assistant.index.sources() if source.source_id not in before]
            sentences, read = _sentences(assistant, [source.slug for source in added])
            asked = [one for one in uploads.load(author) if one.behaviour != "abstain"]
            shares = []
            for network in networks:
                cosines = network.settled([one.question for one in asked]) @ network.settled(read).T
                nearest = zip(cosines.argmax(dim=1).tolist(), asked, strict=True)
                shares.append(float(np.mean([uploads.is_one_of(sentences[at], one.sentences) for at, one in nearest])))
            yield author, len(asked), shares
            for source in added:
                assistant.delete_document(source.source_id)
        assistant.close()


def _sentences(assistant: Assistant, slugs: Sequence[str]) -> tuple[list[str], list[str]]:
    """All sentences of some documents, as they stand and under their headings."""
    passages = [passage for slug in slugs for passage in assistant.index.passages_of(slug)]
    bare = [sentence.text for passage in passages for sentence in passage.sentences]
    return bare, [text for passage in passages for text in headed(passage)]


def write(network: Network, embedder: str, out: Path) -> None:
    """Keep the changes of the weights."""
    kept = {f"{name}.weight{DOWN}": layer.down for name, layer in network.changed.items()}
    kept |= {f"{name}.weight{UP}": layer.up for name, layer in network.changed.items()}
    halves = {name: factor.detach().numpy().astype(np.float16) for name, factor in kept.items()}
    np.savez_compressed(out, **{EMBEDDER: np.array(embedder), **halves})  # type: ignore[arg-type]


def main(arguments: Sequence[str] | None = None) -> int:
    """Fit and write the adapter, and say what to expect of it."""
    parser = argparse.ArgumentParser(prog="python -m evals.fit_adapter", description=__doc__)
    parser.add_argument("--out", type=Path, default=FILE, help="file to write")
    out = parser.parse_args(arguments).out
    as_it_is, adapted, taught = Network(), Network(), lessons()
    fit(adapted, taught)
    with TemporaryDirectory() as folder:
        assistant = build(workspace(Path(folder)), use_chroma=False, ingest=False)
        write(adapted, assistant.embedder.name, out)
        assistant.close()
    for author, questions, (before, after) in on_other_authors((as_it_is, adapted)):
        print(
            f"Author {author}, {questions} questions: nearest is right {before:.3f} as the model is, {after:.3f} now."
        )
    asked = sum(len(lesson.asked) for lesson in taught)
    print(f"{len(taught)} documents, {asked:,} questions, {out.stat().st_size:,} bytes.")
    print("Raise embed.EXPORT and tables.INDEX_VERSION, then `python -m evals.fit_judge --only plain`.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
