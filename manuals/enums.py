"""The fixed words of the manual."""

# Blocks that the table of contents leads to, with the field that names them ("" for the value itself).
ANCHORED: dict[str, str] = {
    "heading": "",
    "step": "title",
    "documents": "title",
    "city_check": "title",
    "checklist": "title",
}

EDITORS = "manual-editors"
PUBLISHERS = "manual-publishers"
