"""A server that looks like Kie.ai from outside: for tests, and for whoever develops without a key."""
