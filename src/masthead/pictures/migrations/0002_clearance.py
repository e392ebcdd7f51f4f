"""What clearance asks of a picture, with columns the database computes, and their indexes."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [('pictures', '0001_initial')]

    operations = [
        migrations.AddField(
            model_name='picture',
            name='from_file',
            field=models.JSONField(blank=True, default=dict, editable=False, help_text='Field → where in the file its value stands, until touched.'),
        ),
        migrations.AddField(
            model_name='picture',
            name='rights_begin_on',
            field=models.DateField(blank=True, help_text='First day it may be shown; an embargo.', null=True, verbose_name='rights begin on'),
        ),
        migrations.AlterField(
            model_name='picture',
            name='licence',
            field=models.CharField(blank=True, choices=[('own', 'Own: made by our staff'), ('commissioned', 'Commissioned: made for us, on agreed terms'), ('agency-royalty-free', 'Agency, royalty-free'), ('agency-rights-managed', 'Agency, rights-managed: for a time'), ('handout', 'Handout: given to the press for this subject'), ('permission', 'By permission: a reader’s, or from social media'), ('screenshot', 'Screenshot, used as a quotation'), ('fair-dealing', 'Fair dealing or quotation'), ('all-rights-reserved', 'All rights reserved'), ('cc-by', 'CC BY'), ('cc-by-sa', 'CC BY-SA'), ('cc-by-nd', 'CC BY-ND'), ('cc-by-nc', 'CC BY-NC'), ('cc-by-nc-sa', 'CC BY-NC-SA'), ('cc-by-nc-nd', 'CC BY-NC-ND'), ('cc0', 'CC0'), ('public-domain', 'Public domain'), ('gfdl', 'GNU Free Documentation License'), ('agency', 'Agency, kind not recorded'), ('other', 'Other licence')], max_length=30, verbose_name='licence'),
        ),
        migrations.AddField(
            model_name='picture',
            name='lacks_alt',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(('is_decorative', False), ('alt', '')), then=models.Value(value=True)), default=models.Value(value=False), output_field=models.BooleanField()), output_field=models.BooleanField()),
        ),
        migrations.AddField(
            model_name='picture',
            name='lacks_credit',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(('agency', ''), ('creator', ''), ('credit_line', '')), then=models.Value(value=True)), default=models.Value(value=False), output_field=models.BooleanField()), output_field=models.BooleanField()),
        ),
        migrations.AddField(
            model_name='picture',
            name='lacks_licence',
            field=models.GeneratedField(db_persist=True, expression=models.Case(models.When(models.Q(('licence', '')), then=models.Value(value=True)), default=models.Value(value=False), output_field=models.BooleanField()), output_field=models.BooleanField()),
        ),
        migrations.AddIndex(
            model_name='picture',
            index=models.Index(fields=['lacks_credit', '-id'], name='pictures_without_credit'),
        ),
        migrations.AddIndex(
            model_name='picture',
            index=models.Index(fields=['lacks_alt', '-id'], name='pictures_without_alt'),
        ),
        migrations.AddIndex(
            model_name='picture',
            index=models.Index(fields=['lacks_licence', '-id'], name='pictures_without_licence'),
        ),
        migrations.AddIndex(
            model_name='picture',
            index=models.Index(fields=['rights_expire_on'], name='pictures_by_end_of_rights'),
        ),
    ]
