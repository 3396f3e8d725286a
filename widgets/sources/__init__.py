"""What is to be compared: folders, network files, settings, the buttons."""
