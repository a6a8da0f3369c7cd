"""What the providers on the OpenAI-compatible wire share: bounded answers, errors, delays, addresses."""
