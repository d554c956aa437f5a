"""The faces: each turns a request into a call of the Assistant, and what comes back into JSON or a page."""
