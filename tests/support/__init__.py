"""What several test modules lean on."""
