"""How Django's forms become HTML: our templates, errors beside their fields."""

from django.forms.renderers import TemplatesSetting


class PortalFormRenderer(TemplatesSetting):
    """Render `{{ form }}`, fields and errors with the templates of `components/forms/`."""

    form_template_name = "components/forms/form.html"
    field_template_name = "components/forms/field.html"
