"""Words that an article carries wherever it is shown."""

from django.utils.translation import gettext as _

from masthead.articles.models import Form


def sponsor_label(form: str, sponsor_name: str) -> str:
    """What must stand beside everything that somebody paid for; empty for everything else."""
    if form != Form.SPONSORED:
        return ""
    return _("Sponsored by %(sponsor)s") % {"sponsor": sponsor_name} if sponsor_name else _("Sponsored")
