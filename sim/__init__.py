"""How it behaves: clock, behaviour of every kind, random streams, statistics, checkpoint and fork."""
