"""Chaos: a seeded plan, actors who carry it out, a witness who writes it all down, a judge who reads that."""
