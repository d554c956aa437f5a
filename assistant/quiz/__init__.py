"""Quiz material: facts of the corpus in, items with provable keys out, checked by rules, reviewed, and exported."""
