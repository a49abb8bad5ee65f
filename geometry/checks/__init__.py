"""Checks of what stands where: each rule is a small function over a survey of the hall, and gives problems.

Nothing here is a certificate of safety: the numbers are hints for planning (`layouts.rulebook` names their sources).
"""
