"""Text in, text that every format can hold out: what XML cannot hold is replaced by a visible sign, never dropped."""

_PICTURES = {code: chr(0x2400 + code) for code in range(0x20) if chr(code) not in "\t\n"}  # NUL is shown as ␀
_NO_CHARACTERS = dict.fromkeys((*range(0xD800, 0xE000), 0xFFFE, 0xFFFF), "\ufffd")
_UNHELD = {**_PICTURES, **_NO_CHARACTERS}


def held(text: str) -> str:
    r"""Text as XML can hold it, with one kind of line break.

    >>> held("a\x00b\r\nc\ufffe")
    'a␀b\nc\ufffd'
    """
    return text.replace("\r\n", "\n").replace("\r", "\n").translate(_UNHELD)
