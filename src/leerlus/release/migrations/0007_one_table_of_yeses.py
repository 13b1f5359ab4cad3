"""The yes to the team picture stands with the others."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0006_who_said_yes_before'),
    ]

    operations = [migrations.DeleteModel('TeamPictureConsent')]
