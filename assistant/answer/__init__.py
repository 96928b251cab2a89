"""From a part of a question to a drafted, cited answer."""
