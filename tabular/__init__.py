"""Files of rows: what they are, what stands in them, what of it is true."""
