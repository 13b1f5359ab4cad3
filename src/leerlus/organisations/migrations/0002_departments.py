"""Departments between municipality and team, and how many people a team figure is about."""

import django.core.validators
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('organisations', '0001_initial'),
    ]

    operations = [
        migrations.AddField(
            model_name='municipality',
            name='fewer_than_eight_reference',
            field=models.CharField(blank=True, max_length=200, verbose_name='reference of the consent of the works council to fewer than eight'),
        ),
        migrations.AddField(
            model_name='municipality',
            name='least_contributors',
            field=models.PositiveSmallIntegerField(default=8, validators=[django.core.validators.MinValueValidator(5), django.core.validators.MaxValueValidator(20)], verbose_name='how many people a team figure is about at least'),
        ),
        migrations.CreateModel(
            name='Department',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('municipality', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='departments', to='organisations.municipality')),
            ],
            options={
                'ordering': ('name',),
                'constraints': [models.UniqueConstraint(fields=('municipality', 'name'), name='department_name_once_per_municipality')],
            },
        ),
        migrations.AddField(
            model_name='team',
            name='department',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='teams', to='organisations.department'),
        ),
    ]
