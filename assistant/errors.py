"""Errors for the person who reads them: what happened, to which input, what to do."""


class AssistantError(Exception):
    """Base of every error we raise on purpose. The faces print it as it stands and show no traceback."""

    def __init__(self, what: str, *, to: str = "", do: str = "") -> None:
        self.what, self.to, self.do = what, to, do
        super().__init__(" ".join(part for part in (what, do) if part))

    def as_dict(self) -> dict[str, str]:
        """The one error shape of every face: `what` happened, `to` which input, what to `do`."""
        return {"what": self.what, "to": self.to, "do": self.do}


class BadInput(AssistantError):
    """The question, the request or an option cannot be used as given."""


class UnreadableFile(AssistantError):
    """A file of the corpus cannot be read: it is named and skipped, the rest is indexed."""


class FalseCitation(AssistantError):
    """A quote is not the document's text at its offsets. Never shown: the gate rejects the sentence."""


class IndexUnavailable(AssistantError):
    """The index or store cannot be opened or written: missing, locked, read-only or a full disk."""


class ModelUnavailable(AssistantError):
    """A model cannot be used: the embedding model is not the file it claims to be, a chat model lacks its package."""


class ChatFailed(AssistantError):
    """A chat model gave no answer, or none that can be read. Never an error page: the extractive answer says why."""


class NotFound(AssistantError):
    """There is no such source, conversation, reply or quiz."""


class Conflict(AssistantError):
    """Somebody else changed the same thing after it was read."""


class Stopped(AssistantError):
    """The person who asked no longer waits for the answer."""
