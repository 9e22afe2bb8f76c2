"""What every screen read from afar shares: ink and lantern, the way into Qt's thread, the way to show a view."""
