"""Names and words of municipal files, Dutch and English, as `plain` writes them: small letters and digits only.

Among them are the exact headers of the file of McCall (1996): `spell` and `censor1` to `censor4`.
"""

from typing import Final

from leerlus.outcomes.rules.events import Kind, ToldBy
from leerlus.outcomes.rules.spells import Exit, Unit


def _set(words: str) -> frozenset[str]:
    return frozenset(words.split())


NAMES: Final[dict[str, frozenset[str]]] = {
    "duration": _set(
        "spell duur duration duurinweken weken weeks aantalweken duurindagen dagen days aantaldagen"
        " duurinmaanden maanden months aantalmaanden uitkeringsduur perioden periods"
    ),
    "started_on": _set(
        "start startdatum begin begindatum ingangsdatum startuitkering instroomdatum datuminstroom startdate"
        " startedon begindate van"
    ),
    "ended_on": _set(
        "eind einde einddatum eindeuitkering uitstroomdatum datumuitstroom beeindigingsdatum enddate endedon"
        " end tot"
    ),
    "exit": _set(
        "uitstroom uitstroomreden redenuitstroom reden redeneinde redenbeeindiging eindereden uitkomst"
        " bestemming exit outcome reason destination"
    ),
    "reference": _set(
        "client clientnummer clientid clientcode clientreferentie pseudoniem pseudonym reference referentie"
        " dossier dossiernummer id"
    ),
    "caseworker": _set(
        "klantmanager consulent klantmanageremail email emailadres medewerker caseworker caseworkeremail"
        " begeleider"
    ),
}
FLAGS: Final[dict[Exit, frozenset[str]]] = {
    Exit.FULL_TIME_WORK: _set("censor1 voltijd fulltime werkvoltijd voltijdwerk voltijdbaan"),
    Exit.PART_TIME_WORK: _set("censor2 deeltijd parttime werkdeeltijd deeltijdwerk deeltijdbaan"),
    Exit.WORK_UNKNOWN_HOURS: _set("censor3 werk work werkurenonbekend baan job urenonbekend"),
    Exit.OTHER: _set("anders overig other andereuitstroom overigeuitstroom"),
    Exit.STILL_IN_BENEFIT: _set("censor4 noginuitkering still stillinbenefit lopend nogwerkloos"),
}
WORDS: Final[dict[Exit, frozenset[str]]] = {
    Exit.FULL_TIME_WORK: FLAGS[Exit.FULL_TIME_WORK],
    Exit.PART_TIME_WORK: FLAGS[Exit.PART_TIME_WORK],
    Exit.WORK_UNKNOWN_HOURS: FLAGS[Exit.WORK_UNKNOWN_HOURS]
    | _set("uitstroomnaarwerk arbeid naarwerk betaaldwerk werkaanvaard werkonbekend"),
    Exit.OTHER: FLAGS[Exit.OTHER] | _set("detentie overleden studie opleiding andersdanwerk"),
    Exit.MOVED: _set("verhuizing verhuisd verhuizingnaarelders moved"),
    Exit.PENSION: _set("pensioen aow aowleeftijd pensioengerechtigd pension retirement"),
    Exit.RELATIONSHIP: _set("relatie samenwonen huwelijk aangaanrelatie relationship"),
    Exit.STOPPED: _set("sanctie stopgezet gestopt maatregel sanction stopped"),
    Exit.REASON_UNKNOWN: _set("onbekend redenonbekend unknown"),
    Exit.STILL_IN_BENEFIT: FLAGS[Exit.STILL_IN_BENEFIT]
    | _set("geen none nog inuitkering nogintraject gecensureerd censored nietuitgestroomd"),
}
UNIT_WORDS: Final = (
    (Unit.WEEK, ("week", "weken")),
    (Unit.MONTH, ("maand", "month")),
    (Unit.DAY, ("dag", "day")),
)
EVENT_NAMES: Final[dict[str, frozenset[str]]] = {
    "reference": NAMES["reference"],
    "started_on": NAMES["started_on"] | _set("startbaan startwerk datumplaatsing plaatsingsdatum"),
    "last_day": NAMES["ended_on"]
    | _set("laatstedag laatstezekeredag einddatumwerk lastday lastconfirmedday"),
    "kind": _set("soort wat gebeurtenis soortgebeurtenis activiteit kind event type"),
    "regular": _set("regulier gewonewerkgever regulierewerkgever regular regularemployer"),
    "subsidised": _set("subsidie gesubsidieerd loonkostensubsidie subsidised subsidy"),
    "told_by": _set("bron source herkomst toldby"),
}
EVENT_WORDS: Final[dict[Kind, frozenset[str]]] = {
    Kind.PLACEMENT: _set("plaatsing baan werk job placement dienstverband"),
    Kind.PART_TIME_WORK: _set("deeltijd deeltijdwerk parttime parttimework deeltijdnaastuitkering"),
    Kind.PARTICIPATION: _set(
        "participatie vrijwilligerswerk onbetaald participation volunteering dagbesteding"
    ),
}
TOLD_BY_WORDS: Final[dict[ToldBy, frozenset[str]]] = {
    ToldBy.REGISTRATION: _set("registratie registration administratie records"),
    ToldBy.CASEWORKER: _set("klantmanager consulent caseworker"),
    ToldBy.CLIENT: _set("client klant werkzoekende"),
}
CODE_NAMES: Final[dict[str, frozenset[str]]] = {
    "code": _set("code codes redencode srgcode redenbeeindigingcode nummer"),
    "label": _set("omschrijving reden betekenis label description naam redenbeeindiging"),
}
REASON_PARTS: Final = (
    (Exit.PART_TIME_WORK, r"deeltijd|parttime|part-time"),
    (Exit.FULL_TIME_WORK, r"voltijd|fulltime|full-time"),
    (Exit.MOVED, r"verhui|vertrek|andere gemeente|buitenland|moved"),
    (Exit.PENSION, r"\baow\b|pensioen|leeftijd|pension"),
    (Exit.RELATIONSHIP, r"relatie|huwelijk|samenwon|partner|gezamenlijke huishouding"),
    (Exit.STOPPED, r"sanctie|maatregel|fraude|inlichtingen|niet nakomen|geen medewerking|op eigen verzoek"),
    (Exit.REASON_UNKNOWN, r"onbekend|unknown"),
    (Exit.WORK_UNKNOWN_HOURS, r"arbeid|\bwerk|dienstbetrekking|zelfstandig|beroep|\bwork"),
    (Exit.OTHER, r"overlij|overled|detentie|studie|opleiding|uitkering|vermogen|alimentatie|overig|ander"),
)
"""Parts of descriptions that tell, in the order in which they are looked for: a change of address that also names work
is a change of address."""
