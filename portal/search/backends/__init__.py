"""Search backends of the portal's own."""
