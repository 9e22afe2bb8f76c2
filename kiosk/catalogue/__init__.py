"""The catalogue: every item of a hall, its guide, and finding one by whatever people type. No Qt."""
