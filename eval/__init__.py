"""Measures the assistant on questions with known answers. Imports the product; nothing of the product imports it."""
