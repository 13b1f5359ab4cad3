"""Who lives in the demo: names, teams and roles. All people are invented. Pure, but for the names of roles."""

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
                "Team Noord",
                "Erik de Wit",
                "Fatima Bakkali, Bram Hendriks, Marloes Visser, Yusuf Demir, Anneke Postma, Rachid Amrani, "
                "Ingrid Jansen, Sunita Ramdin, Thomas Bakker, Wilma Kuipers, Daan Mulder, Joyce Pinas",
            ),
            *_team(
                "Team Zuid",
                "Karin Smit",
                "Hassan Yildiz, Petra van Dijk, Lars Bosman, Naima Haddou, Jeroen Prins, Elif Kaya, "
                "Monique Vos, Ruben Scholten, Aisha Mohamud",
            ),
            *_team(
                "Team Oost",
                "Willem Brouwer",
                "Saskia Peters, Omar Benali, Hanneke Dekker, Kevin Tjon, Irma Willems, Pieter Hoekstra, Zeynep Arslan, "
                "Gerda Maas, Ricardo Gomes, Lieke Vermeer, Abel Tesfaye, Corrie Blom, Stefan Koster, Mila Novak, "
                "Bilal Chaouch, Anouk Peeters",
            ),
            *_team(
                "Team Jongeren",
                "Chantal Meijer",
                "Tim Verhoeven, Safia Osman, Niels Jacobs, Roos Willemsen, Ferhat Aydin, Emma Schouten",
            ),
            *_team(
                "Team Statushouders", "Rob van Leeuwen", "Leila Karimi, Jan Wolters, Miriam Tekle, Bas Kok"
            ),
            DemoPerson("Noor Evers", Role.KNOWLEDGE_BROKER),
            DemoPerson("Dirk Hamstra", Role.EXECUTIVE),
            DemoPerson("Sam Rietveld", Role.TENANT_ADMINISTRATOR),
        ),
    ),
    DemoMunicipality(
        name="Kleindorp",
        people=(
            *_team("Team Werk", "Jolanda Kramer", "Mees Timmer, Rania Saidi, Henk Slot, Vera Lammers"),
            DemoPerson("Arie Groen", Role.TENANT_ADMINISTRATOR),
        ),
    ),
)

RESEARCHER: Final = DemoPerson("Lotte Winter", Role.RESEARCHER)
NATIONAL: Final = "landelijk"
"""Where the researcher has an address; she belongs to no municipality."""


@dataclass(frozen=True, slots=True)
class Visit:
    """As whom a visitor can look around, and what there is to see."""

    email: str
    who: str
    look_at: str


WHO_TO_BE: Final = (
    Visit("fatima@voorbeeldstad.example", "Fatima, caseworker", "a profile, advice, a plan, and clients"),
    Visit("bram@voorbeeldstad.example", "Bram, caseworker, new", "the first fifteen minutes: begin here"),
    Visit("marloes@voorbeeldstad.example", "Marloes, caseworker", "a step that is late, and six clients"),
    Visit("yusuf@voorbeeldstad.example", "Yusuf, caseworker", "all steps that may fit, none recommended"),
    Visit("erik@voorbeeldstad.example", "Erik, manager of Team Noord", "the team, and what Fatima shares"),
    Visit("rob@voorbeeldstad.example", "Rob, manager of a team of four", "a team too small for figures"),
    Visit(
        "noor@voorbeeldstad.example", "Noor, knowledge manager", "what if: every rule with a made-up profile"
    ),
    Visit("dirk@voorbeeldstad.example", "Dirk, director", "what a director sees, and what not"),
    Visit("sam@voorbeeldstad.example", "Sam, administrator", "people and settings; no content"),
    Visit("lotte@landelijk.example", "Lotte, national researcher", "the model behind Leerlus"),
    Visit("mees@kleindorp.example", "Mees, caseworker in Kleindorp", "another municipality, apart from this"),
    Visit("arie@kleindorp.example", "Arie, administrator there", "a works council that has not agreed yet"),
)
