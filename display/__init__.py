"""What people look at and listen to: walls and voice."""
