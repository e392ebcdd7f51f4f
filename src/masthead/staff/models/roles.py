"""Roles on sections, and what the table of roles has given."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page


class GrantedRight(models.Model):
    """A right that the table of roles once gave a group, whether or not an operator has taken it away since."""

    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="granted_rights")
    right = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["group", "right"], name="each_right_is_given_once")]
        verbose_name = "granted right"
        verbose_name_plural = "granted rights"

    def __str__(self) -> str:
        return f"{self.group}: {self.right}"


class SectionRole(models.Model):
    """A role that somebody has on the articles of one section and of the sections below it, and nowhere else."""

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="section_roles")
    group = models.ForeignKey(Group, on_delete=models.CASCADE, related_name="section_roles", verbose_name=_("role"))
    section = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="section_roles", verbose_name=_("section"))

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["user", "group", "section"], name="each_section_role_is_given_once")
        ]
        verbose_name = _("role on a section")
        verbose_name_plural = _("roles on sections")

    def __str__(self) -> str:
        return f"{self.user}: {self.group}, {self.section}"
