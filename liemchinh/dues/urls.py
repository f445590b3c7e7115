"""Addresses of this area."""

from django.urls import include, path

from liemchinh.dues import views

_dues = [path("dues/<int:organisation>/", views.month, name="month")]

urlpatterns = [path("", include((_dues, "dues")))]
