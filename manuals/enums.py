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
    "guided_path": "title",
}

# What the editor of running text offers.
RICH_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]

# How deep the cover lies in the tree of pages.
COVER_DEPTH = 2

EDITORS = "manual-editors"
APPROVERS = "manual-approvers"

# First parts of addresses under /manuals/ that lead to screens, not to chapters.
RESERVED_SLUGS = frozenset(
    {
        "approvals", "assignments", "confirmations", "delegations", "drafts", "import", "improvements",
        "laws", "letters", "notices", "pdf", "pictures", "proposals", "reviews", "search",
        "usage", "versions",
    }
)  # fmt: skip
