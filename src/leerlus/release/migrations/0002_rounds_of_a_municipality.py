"""Rounds become rounds of a municipality, with frozen teams and members; figures get a level and a value."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0002_departments'),
        ('release', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('person', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, serialize=False, to=settings.AUTH_USER_MODEL)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
            ],
        ),
        migrations.RemoveConstraint(model_name='round', name='one_round_a_day'),
        migrations.RemoveConstraint(model_name='publishedfigure', name='a_fact_once_per_round'),
        migrations.AddField('round', 'municipality', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='organisations.municipality')),
        migrations.AddField('round', 'opened_on', models.DateField(default=django.utils.timezone.localdate)),
        migrations.AddField('round', 'least_contributors', models.PositiveSmallIntegerField(default=8)),
        migrations.AlterField('round', 'closed_on', models.DateField(blank=True, null=True)),
        migrations.AlterField('round', 'rule_version', models.PositiveSmallIntegerField(default=2)),
        migrations.AlterField('round', 'team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='rounds', to='organisations.team')),
        migrations.RenameField('publishedfigure', 'fact', 'measure'),
        migrations.AlterField('publishedfigure', 'measure', models.CharField(max_length=60)),
        migrations.AlterModelOptions('publishedfigure', options={'ordering': ('measure',)}),
        migrations.AddField('publishedfigure', 'level', models.CharField(choices=[('team', 'team'), ('other_teams', 'other_teams'), ('department', 'department'), ('municipality', 'municipality')], default='team', max_length=20), preserve_default=False),
        migrations.AddField('publishedfigure', 'team', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='organisations.team')),
        migrations.AddField('publishedfigure', 'department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='figures', to='organisations.department')),
        migrations.AddField('publishedfigure', 'value', models.PositiveSmallIntegerField(null=True)),
        migrations.AddField('publishedfigure', 'change', models.CharField(blank=True, choices=[('lower', 'lower'), ('same', 'same'), ('higher', 'higher')], max_length=10)),
        migrations.AlterField('publishedfigure', 'hidden', models.CharField(blank=True, choices=[('no_consent_of_works_council', 'no_consent_of_works_council'), ('too_few', 'too_few'), ('small_change', 'small_change'), ('too_few_groups', 'too_few_groups')], max_length=40)),
        migrations.AddField('publishedfigure', 'input_hash', models.CharField(default='', max_length=64), preserve_default=False),
        migrations.AddField('contribution', 'sealed_value', models.BinaryField(null=True)),
        migrations.AddField('contribution', 'last_present', models.DateField(default=django.utils.timezone.localdate)),
        migrations.CreateModel(
            name='RoundTeam',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('department', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to='organisations.department')),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='teams', to='release.round')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='organisations.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'team'), name='a_team_once_per_round')],
            },
        ),
        migrations.CreateModel(
            name='RoundMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
                ('round', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='release.round')),
                ('team', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to='organisations.team')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'person'), name='in_one_team_per_round')],
            },
        ),
    ]
