"""Finds async/await mistakes in Python: `async-pitfalls check`, `python -m async_pitfalls check`."""
