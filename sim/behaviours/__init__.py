"""How each kind behaves: one module a kind, found by the name of the kind.

Packages outside add theirs through the entry-point group `linewright.behaviours`.
"""
