"""Measurements a maintainer can repeat; nothing of the service imports this."""
