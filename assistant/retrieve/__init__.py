"""Scoring clauses for a question."""
