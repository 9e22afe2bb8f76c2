"""What a zone hears: who is called, and to which window."""
