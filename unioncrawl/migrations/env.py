"""Alembic's environment: the migrations run on the connection that unioncrawl.db.engine.upgrade hands over, in its transaction."""

from alembic import context

from unioncrawl.db.tables import metadata

context.configure(connection=context.config.attributes["connection"], target_metadata=metadata)  # for its names of constraints
context.run_migrations()
