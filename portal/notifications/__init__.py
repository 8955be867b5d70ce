"""What the portal tells a person: one sentence with a link, once."""
