"""What all touch apps share: the look, a few controls, both languages, and the way into Qt's thread."""
