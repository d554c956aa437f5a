"""Two questions in, what makes one another than the other out: the gate's checks, each question beside the other."""

from assistant.checks import CHECKS, Cited, Told
from assistant.checks.address import tells_something
from assistant.lexicon import Lexicon

AS_GIVEN = tuple(check for check in CHECKS if check is not tells_something)  # that one refuses every question


def difference(one: str, other: str, lexicon: Lexicon) -> str:
    """Why they do not ask the same, in the words of a check; empty where every check lets each stand for the other."""
    for asked, by in ((one, other), (other, one)):
        told, cited = Told(asked, lexicon), Cited((), by, lexicon, {})
        if why := next((why for check in AS_GIVEN if (why := check(told, cited))), None):
            return why
    return ""
