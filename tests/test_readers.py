"""Files in, text and blocks out; what cannot be read is named with the reason and the remedy."""

import os
from pathlib import Path

import pytest

from assistant import readers
from assistant.blocks import MOST
from assistant.errors import UnreadableFile
from assistant.readers import READERS, SUFFIXES, ReadFile, read
from assistant.sentences import split

CORPUS = Path(__file__).parents[1] / "corpus"

NUMBERED = """LOCAL PROTOCOL FOR CLOZAPINE

1. Introduction

Clozapine is for people who have not responded to two antipsychotics (see
Fig. 2 and Dr. Hale). It was agreed in 2019.

2. Treatment
2.1 Starting

Begin with a low dose. However, treatment need not wait for the ECG.

3. Stopping

Stop at once if the patient has a fever. Is it Sunday? Call the ward!
"""

HANDBOOK = """---
title: Ward handbook
year: 2024
kind: guideline
---
# Ward handbook

Ask the **ward** pharmacist.[^1]

## Augmentation

### Valproate

Valproate was *effective* in one meta-analysis.[16] However, the trials were
small and open-label.

- Check the liver
- Not in women of child-bearing
  age

| Drug | Seen |
|------|------|
| valproate | often |

[^1]: In working hours.
"""


def write(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def told(found: ReadFile) -> list[tuple[str, list[str]]]:
    return [(block.section, [sentence.text for sentence in block.sentences]) for block in found.blocks]


def test_a_plain_text_is_read_in_sections(tmp_path: Path) -> None:
    found = read(write(tmp_path, "ward_protocol-2.txt", NUMBERED))

    assert found.text == NUMBERED
    assert told(found) == [
        (
            "1. Introduction",
            [
                "Clozapine is for people who have not responded to two antipsychotics (see Fig. 2 and Dr. Hale).",
                "It was agreed in 2019.",
            ],
        ),
        (
            "2. Treatment > 2.1 Starting",
            ["Begin with a low dose.", "However, treatment need not wait for the ECG."],
        ),
        ("3. Stopping", ["Stop at once if the patient has a fever.", "Is it Sunday?", "Call the ward!"]),
    ]
    assert (found.about["slug"], found.about["title"]) == ("ward-protocol-2", "LOCAL PROTOCOL FOR CLOZAPINE")


def test_markdown_is_read_with_its_front_matter_and_nested_headings(tmp_path: Path) -> None:
    found = read(write(tmp_path, "handbook.md", HANDBOOK))

    assert told(found) == [
        ("", ["Ask the ward pharmacist."]),
        (
            "Augmentation > Valproate",
            [
                *("Valproate was effective in one meta-analysis.", "However, the trials were small and open-label."),
                *("Check the liver", "Not in women of child-bearing age", "Drug | Seen", "valproate | often"),
                "In working hours.",
            ],
        ),
    ]
    assert found.about == {
        **{"slug": "handbook", "title": "Ward handbook", "year": 2024, "kind": "guideline", "is_digest": False},
        **dict.fromkeys(("dated", "jurisdiction", "url", "licence", "owner", "note")),
    }


def test_a_rule_at_the_top_of_a_markdown_file_is_no_front_matter(tmp_path: Path) -> None:
    found = read(write(tmp_path, "a.md", "---\nJust a line.\n---\n\nAnd another.\n"))

    assert found.text.startswith("---\nJust")
    assert "And another." in [text for _, texts in told(found) for text in texts]


def test_windows_newlines_and_a_byte_order_mark_leave_the_offsets_of_the_text(tmp_path: Path) -> None:
    found = read(write(tmp_path, "a.txt", b"\xef\xbb\xbfFirst sen-\r\ntence.\r\n\r\nSecond one."))

    assert found.text == "First sen-\r\ntence.\r\n\r\nSecond one."
    assert [found.text[s.start : s.end] for s in found.blocks[0].sentences] == ["First sen-\r\ntence.", "Second one."]


def test_form_feeds_number_the_pages(tmp_path: Path) -> None:
    long = "A sentence of some length stands here to fill the page. " * 10
    found = read(write(tmp_path, "a.txt", f"{long}\n1\n\f{long}\n2\n\f{long}\n"))

    assert [block.page for block in found.blocks] == [1, 2, 3]


def test_blocks_keep_to_a_size_and_never_part_a_caveat_from_its_claim(tmp_path: Path) -> None:
    claim = (
        "A meta-analysis of many trials found that the drug was effective for most of the symptoms that were rated. "
    )
    caveat = "However, the trials were small and the rating was not blind, which the authors name as a limitation. "
    found = read(write(tmp_path, "a.txt", (claim * 3 + claim + caveat) * 30))

    assert len(found.blocks) > 10
    assert all(block.end - block.start <= MOST for block in found.blocks)
    assert all(not block.sentences[0].text.startswith("However") for block in found.blocks)
    assert all(
        block.sentences[s.caveat_of].text == claim.strip()
        for block in found.blocks
        for s in block.sentences
        if s.caveat_of is not None
    )
    assert sum(s.caveat_of is not None for block in found.blocks for s in block.sentences) == 30


def test_short_paragraphs_share_a_block_and_a_lead_in_stays_with_its_list(tmp_path: Path) -> None:
    items = "".join(f"- item number {n} of a list that says a good deal about the matter in hand\n" for n in range(16))
    found = read(write(tmp_path, "a.md", f"# T\n\nShort one.\n\nShort two.\n\nCheck all of these:\n\n{items}"))

    assert found.blocks[0].sentences[0].text == "Short one."
    assert all(block.sentences[-1].text != "Check all of these:" for block in found.blocks)


def test_a_block_of_the_corpus_is_split_the_same_when_split_alone() -> None:
    documents = [CORPUS / "trs-brief-overview.txt", *sorted((CORPUS / "digests").iterdir())]
    assert {path.suffix for path in documents} < SUFFIXES
    for found in map(read, documents):
        for block in found.blocks:
            assert split(found.text, block.start, block.end) == block.sentences


def test_an_unknown_suffix_is_told_with_the_known_ones(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile) as raised:
        read(write(tmp_path, "scan.tiff", b"II*"))

    assert str(raised.value) == (
        "Cannot read 'scan.tiff': I read .md, .txt, .yaml. Save it as one of these and try again."
    )


@pytest.mark.parametrize(
    ("name", "content", "why"),
    [
        ("a.txt", b"", "it is empty."),
        ("a.txt", b" \n\t\n", "it is empty."),
        ("a.txt", b"\xef\xbb\xbf\n", "it is empty."),
        ("a.md", b"***\n---\n", "it holds no sentence."),
        ("a.txt", b"abc\x00def", "it is not text (a NUL at byte 3)."),
        ("a.txt", b"caf\xe9 au lait", "it is not UTF-8 at byte 3."),
        ("a.txt", b"\xef\xbb\xbfcaf\xe9", "it is not UTF-8 at byte 6."),
        ("a.txt", "abc".encode("utf-16"), "its text is UTF-16."),
        ("a.md", b"---\nkind: novel\n---\nText.\n", "its kind is 'novel'."),
        ("a.md", b"---\nyear: soon\n---\nText.\n", "its year is 'soon'."),
        (
            "a.md",
            b"---\ntitle: [x\n---\nText.\n",
            "it is not valid YAML at line 3, column 1 (did not find expected ',' or ']').",
        ),
    ],
)
def test_a_file_that_cannot_be_read_is_named_with_the_reason(
    tmp_path: Path, name: str, content: bytes, why: str
) -> None:
    path = write(tmp_path, name, content)

    with pytest.raises(UnreadableFile) as raised:
        read(path)
    assert raised.value.what == f"Cannot read '{name}': {why}"
    assert raised.value.to == str(path)
    assert raised.value.do


def test_folders_pipes_loops_and_missing_files_are_named(tmp_path: Path) -> None:
    (tmp_path / "folder.md").mkdir()
    os.mkfifo(tmp_path / "pipe.txt")
    (tmp_path / "loop.txt").symlink_to(tmp_path / "loop.txt")
    said = {}
    for name in ("folder.md", "pipe.txt", "loop.txt", "none.txt", "nul\0.txt", "x" * 300 + ".txt"):
        with pytest.raises(UnreadableFile) as raised:
            read(tmp_path / name)
        said[name[:10]] = raised.value.what.partition(": ")[2]

    assert said == {
        "folder.md": "it is a folder.",
        "pipe.txt": "it is a device or a pipe.",
        "loop.txt": "its link leads back to itself.",
        "none.txt": "there is no such file.",
        "nul\0.txt": "its name holds a character that no file name can have.",
        "xxxxxxxxxx": "the system says: File name too long.",
    }


def test_a_file_without_permission_or_of_too_great_a_size_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write(tmp_path, "a.txt", "Some text.")
    monkeypatch.setattr(readers, "LARGEST", 5)
    with pytest.raises(UnreadableFile, match="it is larger than"):
        read(path)

    def refuse(*args: object, **kwargs: object) -> None:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(UnreadableFile, match="reading it is not permitted"):
        read(path)


def test_every_suffix_has_a_reader() -> None:
    assert set(READERS) == SUFFIXES == {".txt", ".md", ".markdown", ".yaml", ".yml"}
