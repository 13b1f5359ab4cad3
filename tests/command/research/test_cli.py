"""The researcher's command line: numbers that were published, JSON that programs read, and messages that help."""

import json
import re
from pathlib import Path
from xml.etree import ElementTree

import pytest

from leerlus.command.research.cli import main, parser

ROOT = Path(__file__).parents[3]
SPELLS = str(ROOT / "src/leerlus/outcomes/demo/unempdur_mccall1996.csv")
DATA = ROOT / "tests/published/data"
GUIDE = ROOT / "docs" / "research-command-line.md"


@pytest.fixture
def results(capsys):
    """What a command prints as JSON: `results("analyse", "survival", FILE, …)`."""

    def run(*arguments: str) -> dict:
        assert main([*arguments, "--json"]) == 0
        return json.loads(capsys.readouterr().out)["results"]

    return run


def test_survival_gives_the_medians_and_the_log_rank_test_of_r(results):
    found = results(
        "analyse", "survival", SPELLS, "--duration", "spell", "--event", "censor1", "--group", "ui"
    )
    assert found["groups"]["no"]["median"] == [9, 7, 13]
    assert found["groups"]["yes"]["median"] == [20, 17, 22]
    assert found["log_rank"]["statistic"] == pytest.approx(247.659, abs=0.05)


def test_incidence_gives_the_shares_of_cmprsk(results, tmp_path):
    lines = Path(SPELLS).read_text().splitlines()
    names = [name.strip('"') for name in lines[0].split(",")]
    places = [names.index(f"censor{way}") for way in (1, 2, 3)]
    rows = [line.replace('"', "").split(",") for line in lines[1:]]
    causes = [next((way for way, place in enumerate(places, 1) if row[place] == "1"), 0) for row in rows]
    file = tmp_path / "spells.csv"
    spell, insured = names.index("spell"), names.index("ui")
    file.write_text(
        "weeks;way;ui\n"
        + "\n".join(f"{row[spell]};{way};{row[insured]}" for row, way in zip(rows, causes, strict=True))
    )
    found = results("analyse", "incidence", str(file), "--duration", "weeks", "--cause", "way")
    share = found["groups"]["all"]["ways"]["1"]["share"]
    assert [share[0], share[4], share[25]] == pytest.approx([0.087945, 0.238398, 0.461875], abs=1e-5)
    grouped = results(
        "analyse", "incidence", str(file), "--duration", "weeks", "--cause", "way", "--group", "ui"
    )
    assert grouped["gray"]["1"]["p"] < 1e-20


def test_cox_gives_the_coefficients_and_tests_of_r(results):
    covariates = ["fin", "age", "race", "wexp", "mar", "paro", "prio"]
    asked = [
        "analyse",
        "cox",
        str(DATA / "rossi.csv"),
        "--duration",
        "week",
        "--event",
        "arrest",
        "--covariates",
    ]
    found = results(*asked, *covariates)
    assert found["covariates"]["fin: yes"]["coefficient"] == pytest.approx(-0.379422, abs=1e-6)
    assert found["tests"]["Wald"]["statistic"] == pytest.approx(32.11, abs=0.01)
    assert found["proportional_hazards"]["all together"]["statistic"] == pytest.approx(17.694, abs=0.01)
    clustered = results(*asked, "age", "prio", "--unit", "educ", "--group", "fin", "--ties", "Breslow")
    assert clustered["people"] == 432


def test_effect_gives_the_difference_of_jobs_ii_and_adjusts_it(results):
    asked = ["analyse", "effect", str(DATA / "jobs2.csv"), "--treatment", "treat", "--outcome"]
    found = results(*asked, "depress2", "--covariates", "age", "educ")
    assert found["effects"]["difference of means (Welch)"]["p"] == pytest.approx(0.17724, abs=1e-5)
    assert set(found["balance"]) == {"age", "educ: gradwk", "educ: highsc", "educ: lt-hs", "educ: somcol"}
    assert len(found["effects"]) == 3
    shares = results(*asked, "comply")
    assert shares["effects"]["difference of shares (Newcombe)"]["effect"] == pytest.approx(0.62)


def test_pool_takes_studies_together(results, tmp_path):
    file = tmp_path / "studies.csv"
    file.write_text('place,effect,se\nNoord,"0,1",0.1\nZuid,0.5,0.1\nOost,0.9,0.1\nWest,,\n')
    found = results("analyse", "pool", str(file), "--unit", "place", "--effect", "effect", "--error", "se")
    assert found["effect"] == pytest.approx(0.5)
    assert set(found["weights"]) == {"Noord", "Zuid", "Oost"}


def test_reliability_gives_alpha_and_omega_of_psych_and_lavaan(results):
    asked = [
        "analyse",
        "reliability",
        str(DATA / "bfi.csv"),
        "--items",
        "A1",
        "A2",
        "A3",
        "A4",
        "A5",
        "--reverse",
        "A1",
    ]
    assert results(*asked)["groups"]["all"]["alpha"] == pytest.approx(0.703756, abs=1e-5)
    assert results(*asked)["groups"]["all"]["omega"] == pytest.approx(0.712129, abs=1e-5)
    assert results(*asked, "--missing", "pairwise")["groups"]["all"]["alpha"] == pytest.approx(
        0.703018, abs=1e-5
    )
    assert set(results(*asked, "--group", "gender")["groups"]) == {"1", "2"}


def test_mediation_gives_the_paths_of_jobs_ii(results):
    asked = ["--treatment", "treat", "--mediator", "job_seek", "--outcome", "depress2"]
    covariates = ["--covariates", "econ_hard", "sex", "age"]
    found = results("analyse", "mediation", str(DATA / "jobs2.csv"), *asked, *covariates, "--draws", "500")
    assert found["paths"]["indirect"]["estimate"] == pytest.approx(-0.015744645, abs=1e-6)
    assert found["paths"]["indirect"]["percentile"] == pytest.approx([-0.041, 0.007], abs=0.006)


def test_change_counts_who_changed_more_than_error(results, tmp_path):
    file = tmp_path / "scores.csv"
    file.write_text("before,after\n30,60\n30,45\n49,51\n60,30\n40,\n")
    found = results(
        *["analyse", "change", str(file), "--before", "before", "--after", "after", "--reliability", "0.8"],
        *["--deviation", "7.5", "--cutoff", "50"],
    )
    assert found["counts"] == {"recovered": 1, "improved": 1, "unchanged": 1, "deteriorated": 1}


def test_funnel_adds_up_rows_of_a_unit_and_gives_exact_limits(results, tmp_path):
    file = tmp_path / "units.csv"
    file.write_text("team,seen,expected\nZuid,9,7.5\nNoord,20,20\nZuid,8,7.5\nOost,33,30\n")
    found = results(
        "analyse", "funnel", str(file), "--unit", "team", "--observed", "seen", "--expected", "expected"
    )
    assert list(found["units"]) == ["Noord", "Oost", "Zuid"]
    assert found["units"]["Zuid"]["limits_95"] == pytest.approx([0.5596924, 1.649348], abs=1e-6)
    assert found["by_chance_95"] == pytest.approx(0.15)


@pytest.mark.parametrize(
    ("kind", "more", "places"), [("c", ["--freeze", "24"], 6), ("xmr", [], 2), ("median", [], 0)]
)
def test_run_chart_tells_signals_of_infections(results, kind, more, places):
    asked = ["analyse", "run-chart", str(DATA / "qic_cdi.csv"), "--outcome", "n", "--kind", kind]
    found = results(*asked, *more)
    assert found["signal"]
    assert len(found.get("outside", [])) == places


def test_run_chart_of_shares_by_laney(results):
    asked = ["--outcome", "r", "--size", "n", "--kind", "p-laney"]
    assert results("analyse", "run-chart", str(DATA / "qic_nhs_accidents.csv"), *asked)["outside"] == []


@pytest.mark.parametrize(
    ("arguments", "key", "wanted"),
    [
        (["power", "--effect", "0.5"], "answer", 64),
        (["power", "--kind", "correlation", "--effect", "0.3"], "answer", 85),
        (["power", "--kind", "shares", "--shares", "0.4", "0.55", "--number", "150"], "power", 0.7426),
        (["power", "--kind", "survival", "--number", "300"], "effect", 1.3819),
        (["power", "--number", "64"], "answer", 0.4991),
        (["cluster", "--people", "20", "--icc", "1", "--number", "30", "--effect", "0.5"], "power", 0.4779),
        (
            ["stepped-wedge", "--waves", "4", "--people", "120", "--between", "0.05", "--effect", "0.1"],
            "answer",
            4,
        ),
    ],
)
def test_designs_answer_what_was_left_out(results, arguments, key, wanted):
    assert results("design", *arguments)[key] == pytest.approx(wanted, abs=5e-4)


COMMANDS = {
    "survival": [SPELLS, "--duration", "spell", "--event", "censor1", "--group", "ui"],
    "incidence": [SPELLS, "--duration", "spell", "--cause", "censor1"],
    "cox": [str(DATA / "lung.csv"), "--duration", "time", "--event", "died", "--covariates", "sex", "age"],
    "effect": [str(DATA / "jobs2.csv"), "--treatment", "treat", "--outcome", "depress2"],
    "mediation": [
        *[str(DATA / "jobs2.csv"), "--treatment", "treat", "--mediator", "job_seek"],
        *["--outcome", "depress2", "--draws", "50"],
    ],
    "funnel": [str(DATA / "qic_nhs_accidents.csv"), "--unit", "i", "--observed", "r", "--expected", "n"],
    "run-chart": [str(DATA / "qic_cdi.csv"), "--outcome", "n", "--kind", "u", "--size", "days"],
}


@pytest.fixture
def lung(tmp_path):
    lines = (DATA / "lung.csv").read_text().replace('"', "").splitlines()
    place = lines[0].split(",").index("status")
    rows = [f"{line},{int(line.split(',')[place]) - 1}" for line in lines[1:]]
    (tmp_path / "lung.csv").write_text("\n".join([f"{lines[0]},died", *rows]))
    return str(tmp_path / "lung.csv")


@pytest.mark.parametrize("name", COMMANDS)
def test_tables_have_a_sentence_and_a_figure_can_be_drawn(name, lung, tmp_path, capsys):
    arguments = [lung if argument.endswith("lung.csv") else argument for argument in COMMANDS[name]]
    figure = tmp_path / "figure.svg"
    assert main(["analyse", name, *arguments, "--plot", str(figure)]) == 0
    printed = capsys.readouterr().out
    assert re.match(r"\S.*\.\n", printed)
    assert "nan" not in printed
    drawn = ElementTree.parse(figure)  # noqa: S314  # our own
    assert drawn.getroot().tag == "{http://www.w3.org/2000/svg}svg"
    assert "script" not in figure.read_text()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["analyse", "survival", "nowhere.csv", "--duration", "a", "--event", "b"], "no file nowhere.csv"),
        (["analyse", "survival", SPELLS, "--duration", "spel", "--event", "censor1"], "no column 'spel'"),
        (["analyse", "survival", SPELLS, "--duration", "spell", "--event", "ui2"], "no column 'ui2'"),
        (
            ["analyse", "survival", SPELLS, "--duration", "logwage", "--event", "censor1"],
            "expected a whole number",
        ),
        (["analyse", "survival", SPELLS, "--duration", "spell", "--event", "age"], "expected 1 or 0"),
        (
            ["analyse", "incidence", SPELLS, "--duration", "spell", "--cause", "ui"],
            "expected a number, found",
        ),
        (
            ["analyse", "effect", SPELLS, "--treatment", "ui", "--outcome", "spell", "--covariates", "ui"],
            "follows from the others",
        ),
        (["analyse", "reliability", SPELLS, "--items", "age", "age"], "at least two different columns"),
        (
            ["analyse", "reliability", SPELLS, "--items", "age", "spell", "--reverse", "ui"],
            "not among --items",
        ),
        (["analyse", "run-chart", SPELLS, "--outcome", "age", "--kind", "p"], "needs --size"),
        (
            ["analyse", "funnel", SPELLS, "--unit", "uit", "--observed", "age", "--expected", "age"],
            "no column 'uit'",
        ),
        (["design", "power"], "Give --number, --effect, or both"),
        (["design", "power", "--kind", "correlation", "--number", "40"], "needs --effect"),
        (["design", "power", "--effect", "0"], "no number of people"),
        (["design", "power", "--effect", "0.5", "--plot", "x.svg"], "has no figure"),
        (["design", "power", "--effect", "0.5", "--plot", "x.png"], "writes an .svg file"),
    ],
)
def test_what_is_wrong_is_said_with_exit_code_2_and_nothing_is_printed(arguments, message, capsys):
    assert main(arguments) == 2
    printed = capsys.readouterr()
    assert message in printed.err
    assert printed.out == ""


def test_an_empty_group_is_named(tmp_path, capsys):
    file = tmp_path / "data.csv"
    file.write_text("weeks,work,team\n3,1,Noord\n5,0,Zuid\n")
    assert (
        main(["analyse", "survival", str(file), "--duration", "weeks", "--event", "work", "--group", "team"])
        == 2
    )
    assert "In group 'Zuid' nobody left" in capsys.readouterr().err


def test_an_option_that_does_not_exist_ends_with_2(capsys):
    with pytest.raises(SystemExit) as ended:
        main(
            ["analyse", "survival", SPELLS, "--duration", "spell", "--event", "censor1", "--confidence", "95"]
        )
    assert ended.value.code == 2
    assert "between 0 and 1" in capsys.readouterr().err


def subcommands() -> dict[str, list[str]]:
    """Every command with its options."""
    found = {}
    (commands,) = (action for action in parser()._actions if action.dest == "command")
    for command, options in commands.choices.items():
        (names,) = (action for action in options._actions if action.dest == "name")
        for name, part in names.choices.items():
            found[f"{command} {name}"] = [
                option
                for action in part._actions
                for option in action.option_strings
                if option.startswith("--") and option != "--help"
            ]
    return found


@pytest.mark.parametrize("command", subcommands())
def test_the_guide_tells_every_command_and_every_option(command):
    guide = GUIDE.read_text()
    start = guide.index(f"## `leerlus {command}`")
    section = guide[start : guide.find("\n## ", start + 1)]
    common = guide[: guide.index("\n## `leerlus")]
    for option in subcommands()[command]:
        assert f"`{option}" in section or f"`{option}" in common, option
