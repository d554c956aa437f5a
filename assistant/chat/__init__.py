"""A chat model under the gate: it may phrase what the sources answer, and nothing it writes is shown unchecked."""
