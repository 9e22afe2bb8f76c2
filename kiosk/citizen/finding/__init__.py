"""How a visitor finds, among all items of the catalogue, the one they came for."""
