"""Rounds that teams of one municipality closed on one day become one round."""

from django.db import migrations


def together(apps, schema_editor):
    Round = apps.get_model('release', 'Round')
    PublishedFigure = apps.get_model('release', 'PublishedFigure')
    of_a_day = {}
    for of_team in Round.objects.select_related('team').order_by('closed_on', 'pk'):
        PublishedFigure.objects.filter(round=of_team).update(team=of_team.team_id)
        key = (of_team.team.municipality_id, of_team.closed_on)
        if key not in of_a_day:
            of_a_day[key] = of_team
            Round.objects.filter(pk=of_team.pk).update(
                municipality=of_team.team.municipality_id, opened_on=of_team.closed_on
            )
        else:
            PublishedFigure.objects.filter(round=of_team).update(round=of_a_day[key])
            Round.objects.filter(pk=of_team.pk).delete()


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0002_rounds_of_a_municipality'),
    ]

    operations = [migrations.RunPython(together, migrations.RunPython.noop)]
