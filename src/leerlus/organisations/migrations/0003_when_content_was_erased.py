"""When somebody last erased their content."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_departments'),
    ]

    operations = [
        migrations.AddField(
            model_name='person',
            name='content_erased_on',
            field=models.DateField(blank=True, null=True),
        ),
    ]
