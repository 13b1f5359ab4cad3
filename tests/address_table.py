"""Every address of the project with who gets what there. One line each; a new address without a line fails a test.

- `public`: everybody, also without logging in.
- `everybody`: everybody who is logged in, about oneself only.
- `role`: holders of a role; for others it is absent.
- `about`: a thing, for whom the matrix says so.
- `only_for_its_owner`: a thing, for what changes it.
"""

from typing import Any

from leerlus.organisations.roles import Role
from tests.address_walk import FORM, METHODS, READ, SEND, Address

ANY = frozenset(METHODS)
"""For addresses that leave the choice of method to a library."""


def public(name: str, **arguments: Any) -> Address:
    return Address(name, ANY, public=True, arguments=arguments)


def everybody(name: str, methods: frozenset[str] = READ, **arguments: Any) -> Address:
    return Address(name, methods, arguments=arguments)


def role(name: str, *roles: Role, methods: frozenset[str] = READ) -> Address:
    return Address(name, methods, roles=frozenset(roles))


def about(
    thing: str, name: str, methods: frozenset[str] = READ, *, owner_only: bool = False, **arguments: Any
) -> Address:
    return Address(name, methods, thing=thing, owner_only=owner_only, arguments=arguments)


def only_for_its_owner(thing: str, name: str, methods: frozenset[str] = FORM, **arguments: Any) -> Address:
    return about(thing, name, methods, owner_only=True, **arguments)


_CASEWORKER, _ADMINISTRATOR = Role.CASEWORKER, Role.TENANT_ADMINISTRATOR

TABLE = [
    # The shell, by site
    everybody("today", ANY),
    public("set_language"),
    everybody("resume_form", ANY),
    public("accessibility"),
    # Data about oneself, by access
    everybody("who_saw_my_content"),
    everybody("my_shares"),
    only_for_its_owner("share", "stop_share", SEND),
    everybody("my_content"),
    everybody("export_my_content", SEND),
    everybody("erase_my_content", ANY),
    # The quickscan, by scans
    role("quickscan", _CASEWORKER, methods=ANY),
    only_for_its_owner("open sitting", "quickscan_page", ANY, number=1),
    only_for_its_owner("open sitting", "save_answer", SEND, number=1),
    only_for_its_owner("open sitting", "finish_quickscan", ANY),
    # The plan, by development
    role("plan", _CASEWORKER, methods=ANY),
    role("new_goal", _CASEWORKER, methods=ANY),
    about("goal", "goal", ANY),
    only_for_its_owner("goal", "mark_goal", SEND),
    # Clients, by outcomes
    role("my_clients", _CASEWORKER),
    only_for_its_owner("own set", "client_set", READ),
    role("import_start", _CASEWORKER, methods=FORM),
    only_for_its_owner("set on its way", "import_columns"),
    only_for_its_owner("set on its way", "import_check"),
    only_for_its_owner("set on its way", "import_progress"),
    only_for_its_owner("set on its way", "import_delete"),
    role("administrator_imports", _ADMINISTRATOR),
    role("administrator_import_start", _ADMINISTRATOR, methods=FORM),
    only_for_its_owner("set of the municipality", "administrator_import_columns"),
    only_for_its_owner("set of the municipality", "administrator_import_check"),
    only_for_its_owner("set of the municipality", "administrator_import_progress"),
    only_for_its_owner("set of the municipality", "administrator_import_delete"),
]
