"""The evals: questions with expected facts in, a scored table out. Nothing here is imported by the assistant."""
