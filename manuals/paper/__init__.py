"""The manual on paper: every version as a PDF kept for good, chapters and the whole manual as one."""
