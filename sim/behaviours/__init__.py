"""How each kind behaves: one module a kind, found by the name of the kind; packages outside add theirs by entry point."""
