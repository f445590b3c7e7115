"""Acts of every room, drawn at random: what people could do on a day in a small world, sensible or not."""
