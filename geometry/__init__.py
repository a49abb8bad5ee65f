"""How it looks: models of equipment and the scene of their instances."""
