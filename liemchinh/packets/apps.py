from django.apps import AppConfig


class PacketsConfig(AppConfig):
    name = "liemchinh.packets"
    label = "packets"

    def ready(self) -> None:
        from liemchinh.members.erasing import register_eraser
        from liemchinh.packets.forgetting import erase

        register_eraser(erase)
