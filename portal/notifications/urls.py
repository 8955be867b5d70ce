"""URLs of notifications."""

from django.urls import path

from portal.notifications.views import NotificationsView, OpenNotificationView

urlpatterns = [
    path("", NotificationsView.as_view(), name="notifications"),
    path("<int:pk>/open/", OpenNotificationView.as_view(), name="notification_open"),
]
