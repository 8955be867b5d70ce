"""Every model says whether its changes go on record."""

from auditlog.registry import auditlog
from django.apps import apps

from compliance.ledger.registration import EXEMPT

# Models of the apps above the ledger, exempt with a reason.
EXEMPT_ABOVE = {
    "manuals.ManualIndexPage": "Wagtail's page log flows in",
    "manuals.ChapterPage": "Wagtail's page log flows in",
    "manuals.ManualPage": "Wagtail's page log flows in",
    "clauses.Specification": "written once, with an entry of its own",
    "clauses.Clause": "changed by a reading only, which has an entry of its own",
    "clauses.ClauseFigure": "changed by a reading only, which has an entry of its own",
}


def test_every_model_is_watched_or_exempt_with_a_reason() -> None:
    models = {model._meta.label: model for model in apps.get_models()}
    exempt = EXEMPT | EXEMPT_ABOVE
    silent = sorted(
        label for label, model in models.items() if not auditlog.contains(model) and label not in exempt
    )
    assert silent == []


def test_no_exemption_is_left_over() -> None:
    labels = {model._meta.label for model in apps.get_models()}
    exempt = EXEMPT | EXEMPT_ABOVE
    # modelsearch makes this table on SQLite only.
    labels.add("modelsearch.SQLiteFTSIndexEntry")
    assert sorted(label for label in exempt if label not in labels) == []
