"""Every kind has one Japanese sentence."""

import re

from wagtail.log_actions import registry

from compliance.ledger.kinds import CMS_OTHER, cms_kind
from portal import recording


def test_every_kind_is_dotted_and_has_a_japanese_sentence() -> None:
    for kind, sentence in recording.kinds().items():
        assert re.fullmatch(r"[a-z_]+(\.[a-z_]+)+", kind), kind
        assert re.search(r"[ぁ-ん]", sentence), kind
        assert sentence.endswith("。"), kind


def test_every_act_that_wagtail_logs_has_a_kind_of_its_own() -> None:
    registry.scan_for_actions()
    ours = {action for action in registry.formatters if action.startswith("wagtail.")}
    assert len(ours) > 30
    assert {action for action in ours if cms_kind(action) == CMS_OTHER} == set()
