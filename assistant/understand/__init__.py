"""From a question and its history to what it asks."""
