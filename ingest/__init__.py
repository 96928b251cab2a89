"""From files to an index of clauses."""
