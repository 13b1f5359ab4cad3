"""A yes per purpose, and estimates of how well questionnaires measure."""

import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('release', '0004_one_open_round'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterField(
            model_name='publishedfigure',
            name='level',
            field=models.CharField(choices=[('team', 'team'), ('other_teams', 'other_teams'), ('department', 'department'), ('municipality', 'municipality'), ('everybody', 'everybody')], max_length=20),
        ),
        migrations.AlterField(
            model_name='round',
            name='rule_version',
            field=models.PositiveSmallIntegerField(default=3),
        ),
        migrations.CreateModel(
            name='CountingConsent',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('purpose', models.CharField(choices=[('team_picture', 'team_picture'), ('evaluations', 'evaluations'), ('questionnaires', 'questionnaires')], max_length=20)),
                ('since', models.DateTimeField(default=django.utils.timezone.now)),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=settings.AUTH_USER_MODEL)),
            ],
        ),
        migrations.CreateModel(
            name='ReliabilityEstimate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('instrument', models.CharField(max_length=40)),
                ('version', models.PositiveSmallIntegerField()),
                ('scale', models.CharField(max_length=40)),
                ('made_on', models.DateField(default=django.utils.timezone.localdate)),
                ('people', models.CharField(max_length=8)),
                ('alpha', models.FloatField()),
                ('low', models.FloatField()),
                ('high', models.FloatField()),
                ('deviation', models.PositiveSmallIntegerField()),
            ],
            options={
                'ordering': ('-made_on', '-pk'),
                'indexes': [models.Index(fields=['instrument', 'version', 'scale'], name='estimate_of_scale')],
            },
        ),
        migrations.CreateModel(
            name='EstimateMember',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('person', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, to=settings.AUTH_USER_MODEL)),
                ('estimate', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='members', to='release.reliabilityestimate')),
            ],
        ),
        migrations.AddConstraint(
            model_name='countingconsent',
            constraint=models.UniqueConstraint(fields=('person', 'purpose'), name='one_yes_per_purpose'),
        ),
        migrations.AddConstraint(
            model_name='estimatemember',
            constraint=models.UniqueConstraint(fields=('estimate', 'person'), name='counts_once_in_estimate'),
        ),
    ]
