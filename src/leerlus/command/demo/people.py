"""Who lives in the demo: names, teams and roles. Pure; all people are invented."""

from dataclasses import dataclass
from typing import Final

from leerlus.organisations.roles import Role

PASSWORD: Final = "leren-mag-hier"  # noqa: S105  # printed on the screen; opens only the demo


@dataclass(frozen=True, slots=True)
class DemoPerson:
    """Somebody of the demo; `team` only for roles that are held in one."""

    name: str
    role: Role
    team: str = ""

    def email(self, municipality: str) -> str:
        first = self.name.split(" ")[0].lower().replace("é", "e").replace("ö", "o").replace("ç", "c")
        return f"{first}@{municipality.lower()}.example"


@dataclass(frozen=True, slots=True)
class DemoMunicipality:
    """A municipality with its people; team figures need the consent of its works council."""

    name: str
    people: tuple[DemoPerson, ...]
    works_council: str = ""

    @property
    def teams(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(person.team for person in self.people if person.team))


def _team(name: str, manager: str, caseworkers: str) -> tuple[DemoPerson, ...]:
    return (
        DemoPerson(manager, Role.TEAM_MANAGER, name),
        *(DemoPerson(caseworker, Role.CASEWORKER, name) for caseworker in caseworkers.split(", ")),
    )


MUNICIPALITIES: Final = (
    DemoMunicipality(
        name="Voorbeeldstad",
        works_council="OR-2026-014",
        people=(
            *_team(
                "Noord",
                "Erik de Wit",
                "Fatima Bakkali, Bram Hendriks, Marloes Visser, Yusuf Demir, Anneke Postma, Rachid Amrani, "
                "Ingrid Jansen, Sunita Ramdin, Thomas Bakker, Wilma Kuipers, Daan Mulder, Joyce Pinas",
            ),
            *_team(
                "Zuid",
                "Karin Smit",
                "Hassan Yildiz, Petra van Dijk, Lars Bosman, Naima Haddou, Jeroen Prins, Elif Kaya, "
                "Monique Vos, Ruben Scholten, Aisha Mohamud",
            ),
            *_team(
                "Oost",
                "Willem Brouwer",
                "Saskia Peters, Omar Benali, Hanneke Dekker, Kevin Tjon, Irma Willems, Pieter Hoekstra, Zeynep Arslan, "
                "Gerda Maas, Ricardo Gomes, Lieke Vermeer, Abel Tesfaye, Corrie Blom, Stefan Koster, Mila Novak",
            ),
            *_team(
                "Jongeren",
                "Chantal Meijer",
                "Tim Verhoeven, Safia Osman, Niels Jacobs, Roos Willemsen, Ferhat Aydin, Emma Schouten",
            ),
            *_team("Statushouders", "Rob van Leeuwen", "Leila Karimi, Jan Wolters, Miriam Tekle, Bas Kok"),
            DemoPerson("Noor Evers", Role.KNOWLEDGE_BROKER),
            DemoPerson("Dirk Hamstra", Role.EXECUTIVE),
            DemoPerson("Sam Rietveld", Role.TENANT_ADMINISTRATOR),
        ),
    ),
    DemoMunicipality(
        name="Kleindorp",
        people=(
            *_team("Werk", "Jolanda Kramer", "Mees Timmer, Rania Saidi, Henk Slot, Vera Lammers"),
            DemoPerson("Arie Groen", Role.TENANT_ADMINISTRATOR),
        ),
    ),
)

RESEARCHER: Final = DemoPerson("Lotte Winter", Role.RESEARCHER)

WHO_TO_BE: Final = (
    ("fatima@voorbeeldstad.example", "Fatima, caseworker: profile, advice, plan and clients"),
    (
        "bram@voorbeeldstad.example",
        "Bram, caseworker who has not done anything yet: start here as a new user",
    ),
    (
        "erik@voorbeeldstad.example",
        "Erik, manager of Fatima's team: sees what she shares and the team as a whole",
    ),
    ("noor@voorbeeldstad.example", "Noor, knowledge manager"),
    ("dirk@voorbeeldstad.example", "Dirk, director"),
    ("sam@voorbeeldstad.example", "Sam, administrator: people and settings, no content"),
    ("lotte@landelijk.example", "Lotte, national researcher"),
    ("mees@kleindorp.example", "Mees, caseworker in another municipality"),
)
