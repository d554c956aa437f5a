"""The store's schema as numbered steps, run by alembic when a store is older than this program."""
