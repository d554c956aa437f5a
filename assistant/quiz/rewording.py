"""An item and the changes of a reviewer in, the reworded item out; refused where the key or its proof would suffer."""

from assistant.errors import BadInput
from assistant.quiz.lint import lint_item
from assistant.quiz.reviews import Changes
from assistant.quiz.types import QuizItem


def reworded(item: QuizItem, changes: Changes) -> QuizItem:
    """The item with its new words. Raises BadInput, with what is wrong named."""
    told = {name: getattr(item, name) for name in QuizItem.model_fields}
    options = list(item.options)
    for one in changes.options:
        if one.place >= len(options):
            raise BadInput(f"There is no option {one.place}.", to=f"options.{one.place}", do="Count from 0.")
        old = options[one.place]
        text = old.text if one.text is None else one.text.strip()
        if old.is_key and text != old.text:
            raise BadInput("The key cannot be changed.", to=f"options.{one.place}", do="Reject the item instead.")
        why = old.why if one.why is None else one.why.strip()
        options[one.place] = type(old)(text=text, is_key=old.is_key, why=why, citations=old.citations)
    told |= {"options": tuple(options)}
    told |= {"stem": item.stem if changes.stem is None else changes.stem.strip()}
    told |= {"explanation": item.explanation if changes.explanation is None else changes.explanation.strip()}
    made = QuizItem.model_validate(told)
    if made.content_hash == item.content_hash:
        raise BadInput("Nothing is changed.", to="changes", do="Accept the item, or change its words.")
    faults = [one for one in lint_item(made) if one.severity == "error"]
    if faults:
        said = " ".join(f"{one.says} ({one.found})" for one in faults)
        raise BadInput(f"The edit breaks rules of item writing: {said}", to="changes", do="Word it otherwise.")
    return made
