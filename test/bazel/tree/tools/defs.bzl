"""The aspect for this tree."""

load("@async_pitfalls//:defs.bzl", "async_pitfalls_aspect")

async_pitfalls = async_pitfalls_aspect(Label("//tools:async-pitfalls"), settings = [Label("//:pyproject.toml")])
