"""What may be done to a page of the manual in Wagtail, whoever asks."""

from typing import TYPE_CHECKING

from wagtail.models import PagePermissionTester

if TYPE_CHECKING:
    from wagtail.models import Page


class ManualPermissionTester(PagePermissionTester):
    """Wagtail's rules, without what would destroy history or open a side door.

    A page of the manual is withdrawn, never deleted; it is neither moved nor copied, because its
    address is its identity in records; who may read it is the posts' matter, not Wagtail's.
    """

    def can_delete(self, ignore_bulk: bool = False) -> bool:
        """Refuse: the versions of a page outlive it."""
        return False

    def can_move(self) -> bool:
        """Refuse."""
        return False

    def can_move_to(self, destination: "Page") -> bool:
        """Allow nothing but another place among the same neighbours."""
        return (
            bool(self.page.is_child_of(destination))
            and destination.permissions_for_user(self.user).can_reorder_children()
        )

    def can_copy(self) -> bool:
        """Refuse."""
        return False

    def can_set_view_restrictions(self) -> bool:
        """Refuse: posts decide who reads."""
        return False

    def can_publish(self) -> bool:
        """Refuse: what is approved takes effect by itself."""
        return False

    def can_unpublish(self) -> bool:
        """Refuse: a page is withdrawn by an approved proposal."""
        return False

    def can_schedule(self) -> bool:
        """Refuse: the day belongs to the proposal."""
        return False

    def can_submit_for_moderation(self) -> bool:
        """Refuse Wagtail's own button: ours asks for the day and the reason."""
        return False

    def can_lock(self) -> bool:
        """Refuse: a lock has no place here yet."""
        return False
