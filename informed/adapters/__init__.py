"""The only places that touch the outside world: database, files, clock, randomness, environment."""
