"""`callsheet top`: what is known of jobs, how it looks, which keys do what, and a terminal left as it was."""
