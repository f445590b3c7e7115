"""What this room writes in the book: ids and codes only; names are found when the sentence is made."""

from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

register(
    EventKind("access.account_created", _("Lập tài khoản số {account}"), data=("account",)),
    EventKind("access.account_placed", _("Ghi tài khoản số {account} thuộc {organisation}"), data=("account",)),
    EventKind(
        "access.account_linked", _("Gắn tài khoản số {account} với hồ sơ của chính người dùng"), data=("account",)
    ),
    EventKind("access.account_closed", _("Khóa tài khoản số {account}"), data=("account",)),
    EventKind("access.account_reopened", _("Mở lại tài khoản số {account}"), data=("account",)),
    EventKind(
        "access.officers_founded",
        _("Giao quyền ban đầu ở {organisation} theo quyết định {decision}"),
        data=("accounts", "decision"),
    ),
    EventKind(
        "access.administrator_founded",
        _("Giao việc quản trị hệ thống ban đầu cho tài khoản số {account} theo quyết định {decision}"),
        data=("account", "decision"),
    ),
    EventKind(
        "access.role_proposed",
        _("Đề nghị cấp vai trò {role} cho tài khoản số {account} ở {organisation}"),
        data=("account", "role", "until"),
    ),
    EventKind(
        "access.role_declined",
        _("Không đồng ý cấp vai trò {role} cho tài khoản số {account}"),
        data=("account", "role"),
    ),
    EventKind(
        "access.role_granted",
        _("Cấp vai trò {role} cho tài khoản số {account} ở {organisation} từ {date}"),
        data=("account", "role", "until", "first_granter"),
    ),
    EventKind(
        "access.role_revoked",
        _("Thu vai trò {role} của tài khoản số {account} ở {organisation} từ {date}"),
        data=("account", "role"),
    ),
    EventKind("access.password_changed", _("Đổi mật khẩu của mình")),
    EventKind("access.second_factor_set", _("Cài xác thực hai lớp ({factor})"), data=("factor",)),
    EventKind("access.second_factor_removed", _("Bỏ một cách xác thực hai lớp ({factor})"), data=("factor",)),
    EventKind("access.device_remembered", _("Ghi nhớ một thiết bị của mình")),
    EventKind("access.device_forgotten", _("Quên một thiết bị của tài khoản số {account}"), data=("account",)),
    EventKind("access.recovery_started", _("Bắt đầu trao lại đăng nhập cho tài khoản số {account}"), data=("account",)),
    EventKind(
        "access.recovery_confirmed",
        _("Người thứ hai xác nhận trao lại đăng nhập cho tài khoản số {account}"),
        data=("account",),
    ),
    EventKind(
        "access.recovery_stopped", _("Dừng việc trao lại đăng nhập cho tài khoản số {account}"), data=("account",)
    ),
    EventKind("access.recovered", _("Tài khoản số {account} đặt mật khẩu mới bằng mã trao tận tay"), data=("account",)),
)
