from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('published', '0003_issues_in_full_order'),
    ]

    operations = [
        migrations.AddField(
            model_name='publishedarticle',
            name='picks',
            field=models.JSONField(default=list, help_text='ids of the articles that editors picked to stand under it, in order'),
        ),
        migrations.AlterField(
            model_name='publishedissue',
            name='path',
            field=models.CharField(db_index=True, max_length=700),
        ),
    ]
