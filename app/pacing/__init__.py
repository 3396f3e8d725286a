"""What keeps the window's own thread free."""
