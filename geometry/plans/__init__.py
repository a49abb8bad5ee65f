"""Plans of halls: DXF drawings and pictures on the floor, and blocks of a drawing turned into equipment."""
