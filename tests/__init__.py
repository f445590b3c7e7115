"""What crosses rooms: the named people, the shape of the house, every address and every person, attacks."""
