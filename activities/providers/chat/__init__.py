"""Plans and writes with a chat model behind the OpenAI-compatible wire, wherever that model runs."""
