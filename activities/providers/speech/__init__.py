"""Speaks with a model behind the OpenAI-compatible wire, wherever that model runs."""
