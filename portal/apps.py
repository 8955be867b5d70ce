"""The portal's base: settings, access, recording, shared views and templates."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "portal"
    label = "portal"
    verbose_name = "窓口ポータル"
