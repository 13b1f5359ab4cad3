"""What holds of rounds and figures from now on."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_departments'),
        ('release', '0003_rounds_of_teams_together'),
    ]

    operations = [
        migrations.RemoveField('round', 'team'),
        migrations.AlterField('round', 'municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='organisations.municipality')),
        migrations.AddConstraint('round', models.UniqueConstraint(fields=('municipality', 'closed_on'), name='one_round_a_day')),
        migrations.AddConstraint('round', models.UniqueConstraint(condition=models.Q(('closed_on', None)), fields=('municipality',), name='one_open_round')),
        migrations.AddIndex('publishedfigure', models.Index(fields=['team', 'measure'], name='figure_of_team')),
        migrations.AddConstraint('publishedfigure', models.UniqueConstraint(fields=('round', 'level', 'team', 'department', 'measure'), name='a_measure_once_per_group_and_round', nulls_distinct=False)),
    ]
