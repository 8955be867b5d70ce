"""Law changes (改正情報): which pages must have a new version in force by which day, and how far they are."""
