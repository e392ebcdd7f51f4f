"""The account of somebody who works at the desk."""

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):
    """Someone who logs in. Our own class from the first migration, so that it can grow without a migration of keys."""

    class Meta(AbstractUser.Meta):
        verbose_name = "user"
        verbose_name_plural = "users"

    @property
    def label(self) -> str:
        """The name that audit entries and notices show; it survives the deletion of the account."""
        return self.get_full_name() or self.get_username()
