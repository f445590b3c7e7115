"""Addresses of this area: signing in, one's own account, accounts and roles."""

from django.urls import include, path

from liemchinh.access.views import accounts, granting, handing_over, me, second_factor, sign_in

_signing_in = [
    path("sign-in/code/", sign_in.second_factor, name="second-factor"),
    path("sign-in/pin/", sign_in.pin, name="pin"),
    path("sign-in/recover/", sign_in.recover, name="recover"),
]

_me = [
    path("me/", me.me, name="me"),
    path("me/password/", me.password, name="password"),
    path("me/preferences/", me.preferences, name="preferences"),
    path("me/prove/", me.prove, name="prove"),
    path("me/devices/add/", me.device, name="device"),
    path("me/devices/<int:device_id>/forget/", me.forget_device, name="forget-device"),
    path("me/sessions/<int:session_id>/end/", me.end_session, name="end-session"),
    path("me/second-factor/", second_factor.setup, name="setup"),
    path("me/second-factor/app/", second_factor.totp, name="totp"),
    path("me/second-factor/card/", second_factor.card, name="card"),
    path("me/second-factor/passkey/", second_factor.passkey, name="passkey"),
    path("me/second-factor/<slug:factor>/remove/", second_factor.remove, name="remove-factor"),
]

_accounts = [
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/add/", accounts.create, name="create"),
    path("accounts/<int:account_id>/", accounts.account, name="account"),
    path("accounts/<int:account_id>/place/", accounts.place, name="place"),
    path("accounts/<int:account_id>/person/", accounts.link, name="link"),
    path("accounts/<int:account_id>/close/", accounts.close, name="close"),
    path("accounts/<int:account_id>/reopen/", accounts.reopen, name="reopen"),
    path("accounts/<int:account_id>/grant/", granting.grant, name="grant"),
    path("accounts/<int:account_id>/hand-over/", handing_over.hand_over, name="hand-over"),
    path("accounts/<int:account_id>/hand-over/stop/", handing_over.stop, name="stop-hand-over"),
    path("roles/<int:grant_id>/revoke/", granting.revoke, name="revoke"),
    path("roles/proposals/<int:proposal_id>/", granting.proposal, name="proposal"),
]

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign-in"),
    path("sign-out/", sign_in.sign_out, name="sign-out"),
    path("", include((_signing_in + _me + _accounts, "access"))),
]
