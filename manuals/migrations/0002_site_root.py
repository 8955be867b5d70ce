"""Make the manual's cover the root of the site, in place of Wagtail's welcome page."""

from django.db import migrations


def make_root(apps, schema_editor):
    ContentType = apps.get_model("contenttypes.ContentType")
    Page = apps.get_model("wagtailcore.Page")
    Site = apps.get_model("wagtailcore.Site")
    Locale = apps.get_model("wagtailcore.Locale")
    ManualIndexPage = apps.get_model("manuals.ManualIndexPage")

    # Wagtail's own groups: ours come from the posts.
    apps.get_model("auth.Group").objects.filter(name__in=["Editors", "Moderators"]).delete()
    Site.objects.all().delete()
    Page.objects.filter(depth=2).delete()
    locale, _ = Locale.objects.get_or_create(language_code="ja")
    Page.objects.filter(depth=1).update(numchild=1, locale=locale)
    Locale.objects.exclude(pk=locale.pk).delete()
    content_type, _ = ContentType.objects.get_or_create(app_label="manuals", model="manualindexpage")
    root = ManualIndexPage.objects.create(
        title="業務マニュアル",
        draft_title="業務マニュアル",
        slug="manuals",
        content_type=content_type,
        path="00010001",
        depth=2,
        numchild=0,
        url_path="/manuals/",
        locale=locale,
    )
    Site.objects.create(
        hostname="localhost", site_name="窓口ポータル", root_page_id=root.pk, is_default_site=True
    )


class Migration(migrations.Migration):
    dependencies = [
        ("manuals", "0001_initial"),
        ("wagtailadmin", "0001_create_admin_access_permissions"),
        ("wagtaildocs", "0001_initial"),
        ("wagtailimages", "0001_initial"),
        ("wagtailcore", "0097_baselogentry_uuid_action_timestamp_indexes"),
    ]
    operations = [migrations.RunPython(make_root, migrations.RunPython.noop, elidable=False)]
