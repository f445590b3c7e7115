from django.urls import path

from liemchinh.discipline import views

app_name = "discipline"
urlpatterns = [
    path("ky-luat/viec/<int:case>", views.one, name="case"),
]
