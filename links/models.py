"""Personal links: a door for one person and one purpose, without an account."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation
from common.db import NoteChanges
from links.token import digest_of, new_nonce, token_of


class LinkQuerySet(models.QuerySet["Link"]):
    def live(self, at=None):
        """Links that open something at a moment (default now)."""
        at = at or timezone.now()
        return self.filter(revoked_at=None, used_at=None, expires_at__gt=at)

    def of_token(self, token, purpose):
        """The one link of a token, for one purpose only."""
        return self.filter(digest=digest_of(token), purpose=purpose)

    def revoke(self):
        """Close them at once, also where a page is open; how many were closed."""
        return self.filter(revoked_at=None).update(revoked_at=timezone.now())


class Link(models.Model):
    """One personal link. Of its token only a hash is kept, and of its code too."""

    digest = models.CharField(max_length=64, unique=True, editable=False)
    nonce = models.CharField(max_length=32, editable=False)
    purpose = models.CharField(max_length=20)
    organisation = models.ForeignKey(Organisation, models.CASCADE, related_name="+")
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(_("valid until"))
    revoked_at = models.DateTimeField(null=True, blank=True)
    used_at = models.DateTimeField(null=True, blank=True)  # the one answer was given
    opened_at = models.DateTimeField(null=True, blank=True)  # first with the right code
    code = models.CharField(max_length=64, blank=True)  # a hash
    code_at = models.DateTimeField(null=True, blank=True)
    tries = ArrayField(models.DateTimeField(), default=list)  # wrong codes since the last new one

    objects = LinkQuerySet.as_manager()

    class Meta:
        verbose_name = _("personal link")
        triggers = [NoteChanges()]

    def __str__(self):
        return f"link {self.pk}"

    def save(self, *args, **kwargs):
        if not self.digest:
            self.nonce = new_nonce()
            self.digest = digest_of(self.token)
        super().save(*args, **kwargs)

    @property
    def token(self):
        """What stands in the address; made again from a key that is not in the database."""
        return token_of(self.purpose, self.nonce)

    @property
    def is_live(self):
        return not self.revoked_at and not self.used_at and self.expires_at > timezone.now()
