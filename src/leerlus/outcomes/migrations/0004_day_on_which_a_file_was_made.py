from datetime import date

from django.db import migrations, models


def take_from_the_columns(apps, schema_editor):
    """Sets that are there know their day from what was chosen for their columns."""
    imports = apps.get_model("outcomes", "SpellImport")
    for one in imports.objects.filter(mapping__isnull=False).iterator():
        if day := one.mapping.get("measured_on"):
            imports.objects.filter(pk=one.pk).update(measured_on=date.fromisoformat(day))


class Migration(migrations.Migration):

    dependencies = [
        ('outcomes', '0003_events_codes_and_what_an_import_changed'),
    ]

    operations = [
        migrations.AddField(
            model_name='spellimport',
            name='measured_on',
            field=models.DateField(blank=True, null=True, verbose_name='day on which the file was made'),
        ),
        migrations.RunPython(take_from_the_columns, migrations.RunPython.noop),
    ]
