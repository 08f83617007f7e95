from allauth.account.adapter import DefaultAccountAdapter


class AccountAdapter(DefaultAccountAdapter):
    """Accounts are made by an administrator; nobody signs up by themselves."""

    def is_open_for_signup(self, request):
        return False

    def _get_login_attempts_cache_key(self, request, **credentials):
        """Count failed logins per person and address: a stranger can't lock the real user out."""
        person = super()._get_login_attempts_cache_key(request, **credentials)
        return f"{person} {self.get_client_ip(request)}"
