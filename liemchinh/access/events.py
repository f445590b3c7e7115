"""What this room writes in the book: ids and codes only; names are found when the sentence is made."""

from django.utils.translation import gettext_lazy as _

from liemchinh.journal.registry import EventKind, register

_ACCOUNT = ("account",)

register(
    EventKind(
        "access.account_created",
        _("Lập tài khoản cho {account}"),
        label=_("Lập tài khoản"),
        data=_ACCOUNT,
    ),
    EventKind(
        "access.account_placed",
        _("Ghi tài khoản của {account} thuộc {organisation}"),
        label=_("Đổi tổ chức của tài khoản"),
        data=_ACCOUNT,
    ),
    EventKind(
        "access.account_linked",
        _("Gắn tài khoản của {account} với hồ sơ của chính người dùng"),
        label=_("Gắn tài khoản với hồ sơ"),
        data=_ACCOUNT,
    ),
    EventKind(
        "access.account_closed",
        _("Khóa tài khoản của {account}"),
        label=_("Khóa tài khoản"),
        data=_ACCOUNT,
    ),
    EventKind(
        "access.account_reopened",
        _("Mở lại tài khoản của {account}"),
        label=_("Mở lại tài khoản"),
        data=_ACCOUNT,
    ),
    EventKind(
        "access.officers_founded",
        _("Giao quyền ban đầu ở {organisation} cho {accounts} theo quyết định {decision}"),
        label=_("Giao quyền ban đầu"),
        data=("accounts", "decision"),
    ),
    EventKind(
        "access.administrator_founded",
        _("Giao việc quản trị hệ thống ban đầu cho {account} theo quyết định {decision}"),
        label=_("Giao việc quản trị ban đầu"),
        data=("account", "decision"),
    ),
    EventKind(
        "access.role_proposed",
        _("Đề nghị cấp vai trò {role} cho {account} ở {organisation}"),
        label=_("Đề nghị cấp vai trò"),
        data=("account", "role", "until"),
    ),
    EventKind(
        "access.role_declined",
        _("Không đồng ý cấp vai trò {role} cho {account}"),
        label=_("Không đồng ý cấp vai trò"),
        data=("account", "role"),
    ),
    EventKind(
        "access.role_granted",
        _("Cấp vai trò {role} cho {account} ở {organisation} từ {date}"),
        label=_("Cấp vai trò"),
        data=("account", "role", "until", "first_granter"),
    ),
    EventKind(
        "access.role_revoked",
        _("Thu vai trò {role} của {account} ở {organisation} từ {date}"),
        label=_("Thu vai trò"),
        data=("account", "role"),
    ),
    EventKind(
        "access.password_changed",
        _("Đổi mật khẩu của mình"),
        label=_("Đổi mật khẩu"),
    ),
    EventKind(
        "access.second_factor_set",
        _("Cài xác thực hai lớp ({factor})"),
        label=_("Cài xác thực hai lớp"),
        data=("factor",),
    ),
    EventKind(
        "access.second_factor_removed",
        _("Bỏ một cách xác thực hai lớp ({factor})"),
        label=_("Bỏ xác thực hai lớp"),
        data=("factor",),
    ),
    EventKind(
        "access.device_remembered",
        _("Ghi nhớ một thiết bị của mình"),
        label=_("Ghi nhớ thiết bị"),
    ),
    EventKind(
        "access.device_forgotten",
        _("Quên một thiết bị của {account}"),
        label=_("Quên thiết bị"),
        data=_ACCOUNT,
    ),
    EventKind(
        "access.recovery_started",
        _("Bắt đầu trao lại đăng nhập cho {account}"),
        label=_("Bắt đầu trao lại đăng nhập"),
        data=_ACCOUNT,
    ),
    EventKind(
        "access.recovery_confirmed",
        _("Người thứ hai xác nhận trao lại đăng nhập cho {account}"),
        label=_("Xác nhận trao lại đăng nhập"),
        data=_ACCOUNT,
    ),
    EventKind(
        "access.recovery_stopped",
        _("Dừng việc trao lại đăng nhập cho {account}"),
        label=_("Dừng trao lại đăng nhập"),
        data=_ACCOUNT,
    ),
    EventKind(
        "access.recovered",
        _("{account} đặt mật khẩu mới bằng mã trao tận tay"),
        label=_("Đặt mật khẩu bằng mã trao tay"),
        data=_ACCOUNT,
    ),
)
