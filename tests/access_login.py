"""The part of the access table about logging in, which is allauth's."""

# Of allauth the answer is the same for everyone who is logged in: logged in, anonymous.
# 302 where somebody with a session older than a few minutes is asked who they are first.
LOGIN_TABLE = """
account_login                        GET 302 200   POST 302 200
account_logout                       GET 200 302   POST 302 302
account_inactive                     GET 200 200   POST 405 405
account_reauthenticate               GET 302 log   POST 302 log
account_change_password              GET 302 log   POST 302 log
account_set_password                 GET 200 log   POST 200 log
account_reset_password               GET 200 200   POST 200 200
account_reset_password_done          GET 200 200   POST 405 405
account_reset_password_from_key      GET 200 200   POST 200 200
account_reset_password_from_key_done GET 200 200   POST 405 405
mfa_index                            GET 200 log   POST 405 log
mfa_authenticate                     GET 302 302   POST 302 302
mfa_reauthenticate                   GET 200 log   POST 200 log
mfa_activate_totp                    GET 302 log   POST 302 log
mfa_deactivate_totp                  GET 302 log   POST 302 log
mfa_view_recovery_codes              GET 404 log   POST 405 log
mfa_generate_recovery_codes          GET 302 log   POST 302 log
mfa_download_recovery_codes          GET 404 log   POST 404 log
mfa_list_webauthn                    GET 200 log   POST 405 log
mfa_add_webauthn                     GET 302 log   POST 302 log
mfa_reauthenticate_webauthn          GET 302 log   POST 302 log
mfa_login_webauthn                   GET 302 302   POST 302 302
mfa_remove_webauthn                  GET 302 log   POST 302 log
mfa_edit_webauthn                    GET 302 log   POST 302 log
"""
