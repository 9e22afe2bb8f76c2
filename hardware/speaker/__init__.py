"""What a hall is told aloud."""
