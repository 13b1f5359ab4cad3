"""Rules of access that a reader could break without noticing, read from the source itself (reliability S19).

Each rule is a function from a syntax tree to the lines that break it, and is tried on a line that breaks it.
"""

import ast
import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import DateTimeField
from django.utils import timezone

from leerlus.access.door import registered_models

PACKAGE = Path(__file__).parent.parent / "src" / "leerlus"
SOURCES = {
    path.relative_to(PACKAGE).as_posix(): path
    for path in sorted(PACKAGE.rglob("*.py"))
    if "migrations" not in path.parts
}
TEMPLATES = {
    path.relative_to(PACKAGE).as_posix(): path for path in sorted(PACKAGE.rglob("templates/**/*.html"))
}

Rule = Callable[[ast.Module], Iterator[ast.AST]]


def broken(rule: Rule, files: dict[str, Path], allowed: dict[str, str]) -> list[str]:
    """The places in these files that break a rule, but for those allowed: a pattern of file, or of file and code."""
    return [
        f"{name}:{node.lineno}: {ast.unparse(node)}"
        for name, path in files.items()
        for node in rule(ast.parse(path.read_text()))
        if not any(re.match(pattern, f"{name} {ast.unparse(node)}") for pattern in allowed)
    ]


# Views get rows through the door.

QUERIES_PAST_THE_DOOR = {
    "site/views.py Person.objects": "keeps the language that somebody chooses for themselves",
    "outcomes/views_picture.py Spell(Count)?.objects": "counts of one caseworker, in a set that the door gave before",
    "client_cards/views(_codes)?.py Team.objects": "the teams whose ids the actor carries",
    "release/views.py Team.objects": "the teams whose ids the actor carries",
    "release/views.py Department.objects": "the departments whose published figures a director reads",
    "access/.*": "is the door; its pages are about oneself only",
    "organisations/.*": "logs people in and accepts invitations, before there is an actor",
    "administration/.*": "makes accounts; guarded by role and municipality in its own tests",
}


def _registered_names() -> set[str]:
    return {model.__name__ for model in registered_models()}


def queries_a_registered_model(tree: ast.Module) -> Iterator[ast.AST]:
    """`Goal.objects`, `Goal._default_manager`, `get_object_or_404(Goal, ...)` and `actor.goals` do not ask the door."""
    names = _registered_names()
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(
                value=ast.Name(id=name), attr="objects" | "_default_manager" | "_base_manager"
            ):
                if name in names:
                    yield node
            case ast.Call(func=ast.Name(id="get_object_or_404" | "get_list_or_404")):
                yield node


VIEWS = {
    name: path for name, path in SOURCES.items() if re.search(r"/(views\w*|forms)\.py$|/views/", f"/{name}")
}


def test_views_and_forms_get_registered_rows_through_the_door_only():
    assert broken(queries_a_registered_model, VIEWS, QUERIES_PAST_THE_DOOR) == []


def test_there_are_views_and_registered_models_to_look_at():
    assert {"access/views.py", "outcomes/views_import.py"} <= set(VIEWS)
    assert {"Goal", "Sitting", "Advice", "Spell", "Person"} <= _registered_names()


# Roles are the business of access.

KNOWS_ROLES = {
    "access/.*": "is the matrix",
    "organisations/.*": "defines the roles and who may combine them",
    "administration/.*": "gives roles",
    "site/navigation.py": "one menu per role",
    "site/today.*": "one start page per role",
    "command/.*": "works outside the web, with the rights of whoever runs the server",
}


def names_a_role(tree: ast.Module) -> Iterator[ast.AST]:
    """`Role.X` outside a `role_required(...)`, and any look at `actor.roles` or `actor.holds(...)`."""
    in_guards = {
        id(inner)
        for call in ast.walk(tree)
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Name) and call.func.id == "role_required"
        for inner in ast.walk(call)
    }
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(value=ast.Name(id="Role")):
                if id(node) not in in_guards:
                    yield node
            case ast.Attribute(
                value=ast.Name(id="actor") | ast.Attribute(attr="actor"),
                attr="roles" | "holds" | "managed_team_ids",
            ):
                yield node


ROLE_NAMED_FOR_A_REASON = {
    "outcomes/import_flow.py": "one flow per role; both flows go through role_required",
    "outcomes/importing.py": "which people may own imported spells",
    "(conversations|development|scans)/apps.py": "who can have which kind of date; no date opens anything",
    "reminders/scheduling.py": "which kinds of date somebody is offered; what a date leads to is behind the door",
    "client_cards/views.py": "the figures of the teams whose ids the actor carries",
    "client_cards/(lots|models).py": "how many caseworkers a team has, and whether a card still is of one of them",
    "measurement/(group|models).py": "who belongs to the group that has to agree",
    "casework/assigning.py": "who may get a file: the caseworkers of its team",
    "pictures/comparing.py": "that one person does not decide alone what takes two; it opens nothing",
    "pictures/views(_comparing)?.py": "which links stand on a page; the pages behind them guard themselves",
    "release/rounds.py": "whose answers count in a team",
    "release/views.py": "which of two texts stands beside the same published figures",
    "scans/beside.py": "whose published figures a manager may read: those of the teams they lead",
    "scans/offered.py": "which instruments the content gives to which role",
    "scans/question_pages.py": "keeps one copy of a page per menu; decides nothing",
}


def test_nobody_outside_access_decides_by_role():
    assert broken(names_a_role, SOURCES, KNOWS_ROLES | ROLE_NAMED_FOR_A_REASON) == []


# Nothing marks text as safe but the module that draws.

DRAWS = {
    "charts/.*": "escapes every word it draws",
    "documents/page.py": "escapes every word it writes",
}


def marks_safe(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case (
                ast.Call(func=ast.Name(id="mark_safe" | "SafeString" | "SafeText"))
                | ast.Call(func=ast.Attribute(attr="mark_safe" | "SafeString" | "SafeText"))
            ):
                yield node
            case ast.FunctionDef(name="__html__"):
                yield node


def test_no_python_marks_text_as_safe_but_what_draws():
    assert broken(marks_safe, SOURCES, DRAWS) == []


UNESCAPED = re.compile(r"\|\s*(safe|safeseq)\b|\{%\s*autoescape\s+off")
HELP_TEXT = "{{ field.help_text|safe }}"  # written by us, in code; Django's own templates do the same


def test_no_template_switches_escaping_off():
    found = [
        f"{name}: {match.group()}"
        for name, path in TEMPLATES.items()
        for match in UNESCAPED.finditer(path.read_text().replace(HELP_TEXT, ""))
    ]
    assert found == []


# Sealed content is opened for one person at a time.

OPENS_SEALS = {
    "access/.*": "is the vault",
    "(scans|advice|development|client_cards)/models.py": "opens the content of one row",
    "advice/comparison.py": "draws lots with a key of the installation; opens nothing",
    "knowledge/models/practice.py": "opens one row of the list of one person",
    "casework/models/": "opens one part of one file, or what one person learned",
    "conversations/(models/|sealing.py)": "opens what one of two wrote, or what the two agreed",
    "outcomes/uploads.py": "opens the file of one import",
    "outcomes/typed.py": "opens one event that was typed in one file",
    "client_cards/receiving.py": "a key of the installation, so that no device can be found from a count",
    "release/.*": "the one door to more than one person's scores",
    "site/held_forms.py": "opens a form for the person who sent it",
    "administration/second_factor.py": "opens the secret of an authenticator app, to check a code",
}


def opens_a_seal(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="leerlus.access.vault" | "leerlus.access.keyring", names=names):
                if any(name.name.startswith(("unseal", "key_of", "installation_key", "*")) for name in names):
                    yield node
            case ast.Import(names=names):
                if any(
                    name.name.startswith(("leerlus.access.vault", "leerlus.access.keyring")) for name in names
                ):
                    yield node


def test_only_these_modules_open_sealed_content():
    assert broken(opens_a_seal, SOURCES, OPENS_SEALS) == []


# Scores of more than one person are read by release alone.


def reads_a_measure(tree: ast.Module) -> Iterator[ast.AST]:
    """`measure.read(...)` and the readers behind it, which read answers of whoever is asked about."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Attribute(value=ast.Name(id="measure"), attr="read")):
                yield node
            case ast.Call(
                func=ast.Name(id="names_time_as_barrier" | "score_of" | "share_now" | "happened_now")
            ):
                yield node


def averages_in_the_database(tree: ast.Module) -> Iterator[ast.AST]:
    """`Avg`, `StdDev`, `Variance`: means of people are made by release, from sealed values, or not at all."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="django.db.models", names=names):
                if any(name.name in {"Avg", "StdDev", "Variance"} for name in names):
                    yield node
            case ast.Attribute(value=ast.Name(id="models"), attr="Avg" | "StdDev" | "Variance"):
                yield node


def reaches_contributions(tree: ast.Module) -> Iterator[ast.AST]:
    """Who counted in a figure, and with which value, is known inside release only."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="leerlus.release.models", names=names):
                if any(name.name in {"Contribution", "RoundMember", "*"} for name in names):
                    yield node
            case ast.Attribute(attr="contributions" | "contribution_set"):
                yield node


COUNTS_PEOPLE_TOGETHER = {
    "release/publishing.py": "reads measures in a closed round, and hands them to the rules",
    "scans/team_facts.py": "makes the readers of one person that release calls",
    "casework/observed_words.py": "registers the readers of one person that release calls",
}
KNOWS_WHO_COUNTED = {
    r"release/(models|publishing|rounds|earlier)\.py": "keeps lots whole",
    r"release/(participation|personal_content|apps)\.py": "forgets and erases",
}


def test_only_release_reads_measures_of_people():
    assert broken(reads_a_measure, SOURCES, COUNTS_PEOPLE_TOGETHER) == []


def test_only_release_knows_who_counted_in_a_figure():
    assert broken(reaches_contributions, SOURCES, KNOWS_WHO_COUNTED) == []


def test_no_query_makes_a_mean():
    assert broken(averages_in_the_database, SOURCES, {}) == []


# Raw SQL goes past every queryset, and so past the door.

SPEAKS_SQL = {
    "organisations/prepared.py": "runs the SQL of a queryset again, with other values in the same places",
    "outcomes/bulk.py": "writes rows by the thousands; reads counts of a set by one grouped query",
    "search/statements.py": "reads and writes the index, which knows nobody",
    "command/.*": "backup and health check",
    "site/health.*": "health check",
    "administration/health.*": "health check",
}


def speaks_sql(tree: ast.Module) -> Iterator[ast.AST]:
    for node in ast.walk(tree):
        match node:
            case ast.Attribute(attr="raw" | "cursor" | "extra"):
                yield node
            case ast.Name(id="RawSQL"):
                yield node


def test_no_module_speaks_sql_itself():
    assert broken(speaks_sql, SOURCES, SPEAKS_SQL) == []


def asserts(tree: ast.Module) -> Iterator[ast.AST]:
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.Assert))


def test_no_check_is_an_assert_that_an_option_of_python_strips():
    assert broken(asserts, SOURCES, {}) == []


@pytest.mark.parametrize(
    ("rule", "line"),
    [
        (queries_a_registered_model, "Goal.objects.get(pk=pk)"),
        (queries_a_registered_model, "Goal._default_manager.all()"),
        (queries_a_registered_model, "get_object_or_404(Goal, pk=pk)"),
        (names_a_role, "if Role.TEAM_MANAGER in held: pass"),
        (names_a_role, "request.actor.roles & mine"),
        (names_a_role, "request.actor.holds(role)"),
        (marks_safe, "mark_safe(text)"),
        (marks_safe, "safestring.SafeString(text)"),
        (marks_safe, "class Text:\n def __html__(self): return self"),
        (opens_a_seal, "from leerlus.access.vault import seal, unseal"),
        (opens_a_seal, "from leerlus.access.keyring import key_of"),
        (opens_a_seal, "import leerlus.access.vault"),
        (speaks_sql, "Goal.objects.raw('select 1')"),
        (speaks_sql, "connection.cursor()"),
        (speaks_sql, "RawSQL('1', [])"),
        (asserts, "assert actor.roles"),
        (reads_a_measure, "measure.read(person)"),
        (reads_a_measure, "score_of('quickscan', 'sn')(person)"),
        (reaches_contributions, "from leerlus.release.models import Contribution"),
        (reaches_contributions, "figure.contributions.all()"),
        (averages_in_the_database, "from django.db.models import Avg"),
        (averages_in_the_database, "rows.aggregate(models.Avg('value'))"),
    ],
)
def test_a_planted_break_of_a_rule_is_found(rule, line):
    assert list(rule(ast.parse(line)))


@pytest.mark.parametrize(
    "text", ["{{ x|safe }}", "{{ x | safe }}", "{% autoescape off %}", "{{ x|safeseq|join }}"]
)
def test_a_planted_unescaped_text_is_found(text):
    assert UNESCAPED.search(text)


@pytest.mark.parametrize(
    "allowed",
    [
        QUERIES_PAST_THE_DOOR,
        KNOWS_ROLES,
        ROLE_NAMED_FOR_A_REASON,
        DRAWS,
        OPENS_SEALS,
        COUNTS_PEOPLE_TOGETHER,
        KNOWS_WHO_COUNTED,
        SPEAKS_SQL,
    ],
)
def test_every_exception_has_a_reason(allowed):
    assert all(len(reason) > 10 for reason in allowed.values())


# What a row calls itself may stand in a log or on a page of errors.

MODELS = [
    model for name in ("access", "advice", "release") for model in apps.get_app_config(name).get_models()
]


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_a_row_has_a_name_without_asking_the_database(model):
    moments = {field.name: timezone.now() for field in model._meta.fields if isinstance(field, DateTimeField)}
    assert isinstance(str(model(**moments)), str)
