"""Alembic's entry: a connection inside a transaction comes in, the missing steps are run on it. See `database.py`."""

from alembic import context

context.configure(connection=context.config.attributes["connection"], transactional_ddl=True)
context.run_migrations()
