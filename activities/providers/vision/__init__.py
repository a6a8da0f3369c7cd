"""Annotates images with a vision model behind the OpenAI-compatible wire, wherever that model runs.

OpenAI, Gemini's compatible endpoint, Ollama and vLLM differ in address, key and model name only. Imports
nothing here: the child processes that decode need none of it.
"""
