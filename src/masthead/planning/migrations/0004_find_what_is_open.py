"""Partial indexes for what is open: no index on the column itself answers ``WHERE is_open``, as Django writes it, in SQLite."""

from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('articles', '0004_drafts_in_another_section'),
        ('planning', '0003_tell_of_schedules'),
        ('wagtailcore', '0097_baselogentry_uuid_action_timestamp_indexes'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='assignment',
            name='assignment_by_due',
        ),
        migrations.RemoveIndex(
            model_name='piece',
            name='piece_open',
        ),
        migrations.RemoveIndex(
            model_name='piece',
            name='piece_by_stage',
        ),
        migrations.RemoveIndex(
            model_name='piece',
            name='piece_by_section',
        ),
        migrations.RemoveIndex(
            model_name='piece',
            name='piece_by_assignee',
        ),
        migrations.RemoveIndex(
            model_name='piece',
            name='piece_by_owner',
        ),
        migrations.RemoveIndex(
            model_name='piece',
            name='piece_by_due',
        ),
        migrations.RemoveIndex(
            model_name='piece',
            name='piece_by_publication',
        ),
        migrations.AddIndex(
            model_name='assignment',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['due_at'], name='assignment_by_due'),
        ),
        migrations.AddIndex(
            model_name='piece',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['-latest_revision_at', '-article'], name='piece_open'),
        ),
        migrations.AddIndex(
            model_name='piece',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['stage', '-latest_revision_at', '-article'], name='piece_by_stage'),
        ),
        migrations.AddIndex(
            model_name='piece',
            index=models.Index(condition=models.Q(('is_open', False)), fields=['stage', '-latest_revision_at', '-article'], name='piece_ended'),
        ),
        migrations.AddIndex(
            model_name='piece',
            index=models.Index(fields=['section_id', '-latest_revision_at', '-article'], name='piece_by_section'),
        ),
        migrations.AddIndex(
            model_name='piece',
            index=models.Index(fields=['assignee', '-latest_revision_at', '-article'], name='piece_by_assignee'),
        ),
        migrations.AddIndex(
            model_name='piece',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['owner_id'], name='piece_by_owner'),
        ),
        migrations.AddIndex(
            model_name='piece',
            index=models.Index(condition=models.Q(('is_open', True)), fields=['due_at'], name='piece_by_due'),
        ),
        migrations.AddIndex(
            model_name='piece',
            index=models.Index(fields=['-went_live_at', '-article'], name='piece_by_publication'),
        ),
    ]
