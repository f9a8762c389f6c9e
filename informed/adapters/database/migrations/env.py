"""What Alembic runs to migrate: on the connection that the program gives it, inside that connection's transaction."""

from alembic import context

from informed.adapters.database.tables import metadata

context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=metadata,
    transactional_ddl=True,  # SQLite's too: our own `begin immediate` stands around it
)
with context.begin_transaction():
    context.run_migrations()
