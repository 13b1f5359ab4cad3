"""Who said yes to the team picture said yes to that, and to nothing else."""

from django.db import migrations


def copy(apps, schema_editor):
    CountingConsent = apps.get_model('release', 'CountingConsent')
    CountingConsent.objects.bulk_create(
        CountingConsent(person_id=before.person_id, purpose='team_picture', since=before.since)
        for before in apps.get_model('release', 'TeamPictureConsent').objects.all()
    )


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0005_a_yes_per_purpose'),
    ]

    operations = [migrations.RunPython(copy, migrations.RunPython.noop)]
