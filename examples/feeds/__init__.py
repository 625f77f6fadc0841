"""Collects news feeds and keeps their entries."""
