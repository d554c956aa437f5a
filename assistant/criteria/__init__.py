"""The criteria checker."""
