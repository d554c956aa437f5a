"""Quiz material: items whose key is verbatim in a cited source, or computed by the criteria checker."""
