"""What the documents say is true: links lead somewhere, commands and settings exist, examples work.

Also of the documents for machines: publiccode.yml, and lists of packages that name no address.
"""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
import yaml
from django.core.management import get_commands

from leerlus.administration.invitation_list import read_list
from leerlus.organisations.models import Team
from leerlus.organisations.roles import Role
from leerlus.outcomes.rules.columns import suggest
from leerlus.outcomes.rules.completeness import gaps
from leerlus.outcomes.rules.reading import read_table
from leerlus.outcomes.rules.spells import Unit
from leerlus.outcomes.rules.validating import check

ROOT = Path(__file__).parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])
LISTS_OF_PACKAGES = sorted((ROOT / "requirements").glob("*.*"))
PUBLIC_CODE = yaml.safe_load((ROOT / "publiccode.yml").read_text())

OUTSIDE_DJANGO = {"analyse", "design", "national", "messages", "new-key"}
"""Commands that leerlus.command answers itself."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def links(text: str) -> list[str]:
    """The targets of links and pictures that stay inside the project."""
    return [
        target
        for target in re.findall(r"\]\(([^)\s]+)\)", text)
        if not re.match(r"[a-z]+:", target) and not target.startswith("/")
    ]


def anchors(document: Path) -> set[str]:
    """The anchors of headings, as sites that show Markdown make them."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def broken_links(document: Path) -> list[str]:
    found = []
    for target in links(document.read_text()):
        path, _, anchor = target.partition("#")
        file = (document.parent / path).resolve() if path else document
        if not file.exists() or (anchor and anchor not in anchors(file)):
            found.append(target)
    return found


def commands_named(text: str) -> set[str]:
    """The words after `./run` in a text."""
    return set(re.findall(r"\./run ([a-z-]+)", text))


def settings_named(text: str) -> set[str]:
    return {found.removesuffix("_FILE") for found in re.findall(r"\bLEERLUS_[A-Z_]*[A-Z]\b", text)}


def settings_read() -> set[str]:
    source = (ROOT / "src/leerlus/site/settings.py").read_text()
    return set(re.findall(r'env\.\w+\(\s*"(LEERLUS_[A-Z_]+)"', source))


def examples(document: str, language: str) -> list[str]:
    """The blocks of one language in a document, without their indent."""
    text = (ROOT / document).read_text()
    blocks = re.findall(rf"^ *```{language}\n(.*?)^ *```", text, re.MULTILINE | re.DOTALL)
    return [re.sub(r"^ +", "", block, flags=re.MULTILINE) for block in blocks]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_link_inside_the_project_leads_somewhere(document):
    assert broken_links(document) == []


def test_a_broken_link_is_found(tmp_path):
    document = tmp_path / "page.md"
    document.write_text(
        "# One page\n[a](page.md#one-page) [b](gone.md) [c](#nowhere) [d](https://example.nl)"
    )
    assert broken_links(document) == ["gone.md", "#nowhere"]


def test_every_document_in_docs_can_be_reached_from_the_readme():
    reached, open_ = set(), [ROOT / "README.md"]
    while open_:
        document = open_.pop()
        if document in reached or document.suffix != ".md" or not document.exists():
            continue
        reached.add(document)
        targets = (target.partition("#")[0] for target in links(document.read_text()))
        open_ += [(document.parent / target).resolve() for target in targets if target]
    assert [name(document) for document in DOCUMENTS if document not in reached] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_run_command_that_is_named_exists(document):
    known = set(re.findall(r"^([a-z-]+)\) ", (ROOT / "run").read_text(), re.MULTILINE))
    assert commands_named(document.read_text()) <= known


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_leerlus_command_that_is_named_exists(document):
    named = set(re.findall(r"(?:\./run |`)leerlus ([a-z][a-z_-]+)", document.read_text()))
    assert named <= set(get_commands()) | OUTSIDE_DJANGO


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_every_setting_that_is_named_is_read(document):
    assert settings_named(document.read_text()) <= settings_read()


def test_the_administrator_guide_has_a_row_for_every_setting():
    guide = (ROOT / "docs/administrator-guide.md").read_text()
    assert set(re.findall(r"^\| `(LEERLUS_[A-Z_]+)` \|", guide, re.MULTILINE)) == settings_read()


def test_every_decision_is_in_the_index():
    folder = ROOT / "docs/decisions"
    index = (folder / "README.md").read_text()
    assert [path.name for path in folder.glob("0*.md") if f"({path.name})" not in index] == []


def test_every_package_that_is_needed_has_its_reason():
    reasons = (ROOT / "docs/decisions/0002-dependencies.md").read_text().lower()
    wanted = [
        re.split(r"[~=<>\[]", line)[0]
        for file in ("main.in", "development.in")
        for line in (ROOT / "requirements" / file).read_text().lower().splitlines()
        if line and not line.startswith(("#", "-"))
    ]
    assert [package for package in wanted if package not in reasons] == []


def test_the_example_of_a_file_of_clients_can_be_read_in():
    [example] = [block for block in examples("docs/gebruikershandleiding.md", "csv") if "einddatum" in block]
    table = read_table(example.encode())
    mapping = replace(suggest(table), unit=Unit.WEEK, measured_on=date(2025, 12, 31))
    assert gaps(table, mapping, with_caseworkers=False) == ()
    assert check(table, mapping).refused_count == 0


def test_the_example_of_a_list_of_people_can_be_invited(municipality):
    [example] = [block for block in examples("docs/gebruikershandleiding.md", "csv") if "rol" in block]
    lines = read_list(example.encode(), municipality, [Team(municipality=municipality, name="Noord")])
    assert [line.reasons for line in lines] == [(), (), ()]
    assert [line.invitee.role for line in lines if line.invitee] == [
        Role.CASEWORKER,
        Role.TEAM_MANAGER,
        Role.KNOWLEDGE_BROKER,
    ]


@pytest.mark.parametrize("document", DOCUMENTS, ids=name)
def test_no_document_names_a_machine(document):
    assert re.findall(r"(?:/home/|/root/|/tmp/|/work/|/Users/|C:\\)\S*", document.read_text()) == []


@pytest.mark.parametrize("file", LISTS_OF_PACKAGES, ids=name)
def test_lists_of_packages_name_no_address_to_get_them_from(file):
    pattern = r"https?://|--(?:extra-)?index-url|--find-links|--trusted-host"
    assert re.findall(pattern, file.read_text()) == []


def test_pinned_packages_have_hashes():
    for file in ("main.txt", "development.txt", "national.txt"):
        text = (ROOT / "requirements" / file).read_text()
        packages = re.split(r"^(?=[a-z])", text, flags=re.MULTILINE)
        assert [entry for entry in packages if "==" in entry and "--hash=sha256:" not in entry] == []


@pytest.mark.parametrize(("smaller", "larger"), [("main", "development"), ("development", "national")])
def test_a_larger_list_of_packages_holds_the_smaller_one_as_it_is(smaller, larger):
    pinned = [
        set(
            re.findall(r"^[a-z].*?==[^ ;]+", (ROOT / "requirements" / f"{one}.txt").read_text(), re.MULTILINE)
        )
        for one in (smaller, larger)
    ]
    assert pinned[0]
    assert pinned[0] - pinned[1] == set()


def test_publiccode_has_what_the_standard_asks():
    assert PUBLIC_CODE["publiccodeYmlVersion"] == "0.7"
    assert {"name", "url", "platforms", "developmentStatus", "softwareType"} <= set(PUBLIC_CODE)
    assert PUBLIC_CODE["legal"]["license"] == "EUPL-1.2"
    assert PUBLIC_CODE["maintenance"]["contacts"] or PUBLIC_CODE["maintenance"]["type"] == "none"
    assert PUBLIC_CODE["localisation"] == {"localisationReady": True, "availableLanguages": ["nl", "en"]}


@pytest.mark.parametrize("language", ["nl", "en"])
def test_publiccode_describes_leerlus_in_both_languages(language):
    description = PUBLIC_CODE["description"][language]
    assert 0 < len(description["shortDescription"]) <= 150
    assert 150 <= len(description["longDescription"]) <= 10_000
    assert description["features"]


def test_every_screenshot_is_shown_and_together_they_stay_small_enough_to_clone():
    pictures = list((ROOT / "docs/screenshots").glob("*.png"))
    shown = (ROOT / "docs/screenshots.md").read_text()
    assert [picture.name for picture in pictures if picture.name not in shown] == []
    assert sum(picture.stat().st_size for picture in pictures) < 3_000_000
