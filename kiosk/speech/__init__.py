"""The screens for the ear: what is on them, in what order, how it is said, and the voice that says it. Without Qt."""
