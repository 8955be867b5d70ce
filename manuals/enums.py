"""The fixed words of the manual."""

from portal.accounts.enums import Post

# Posts of the city that may own a page.
OWNER_POSTS: dict[str, str] = {post.value: post.label for post in (Post.CITY_OFFICER, Post.CITY_APPROVER)}

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
