"""Every address of the project with who gets what there. One line each; a new address without a line fails a test.

- `public`: everybody, also without logging in.
- `everybody`: everybody who is logged in, about oneself only.
- `role`: holders of a role; for others it is absent.
- `about`: a thing, for whom the matrix says so.
- `only_for_its_owner`: a thing, for what changes it.
"""

from typing import Any

from leerlus.advice.giving import given
from leerlus.organisations.roles import Role
from tests.address_walk import FORM, READ, SEND, Address


def public(name: str, **arguments: Any) -> Address:
    return Address(name, public=True, arguments=arguments)


def everybody(name: str, methods: frozenset[str] = READ, **fields: Any) -> Address:
    return Address(name, methods, **fields)


def role(
    name: str,
    *roles: Role,
    methods: frozenset[str] = READ,
    names_colleagues: bool = False,
    **arguments: Any,
) -> Address:
    return Address(
        name, methods, roles=frozenset(roles), names_colleagues=names_colleagues, arguments=arguments
    )


def about(thing: str, name: str, methods: frozenset[str] = READ, **fields: Any) -> Address:
    return Address(name, methods, thing=thing, **fields)


def only_for_its_owner(thing: str, name: str, methods: frozenset[str] = FORM, **fields: Any) -> Address:
    return Address(name, methods, thing=thing, owner_only=True, **fields)


def _first_step(advice: Any) -> str:
    return given(advice).steps[0].technique


def _set_of(results: Any) -> Any:
    return results.source_id


_CASEWORKER, _MANAGER, _ADMINISTRATOR = Role.CASEWORKER, Role.TEAM_MANAGER, Role.TENANT_ADMINISTRATOR
_BROKER = Role.KNOWLEDGE_BROKER
_WRITERS = (_CASEWORKER, _MANAGER, _BROKER, Role.EXECUTIVE)
_READERS = (*_WRITERS, Role.RESEARCHER)

TABLE = [
    # The shell, by site
    everybody("today", FORM, names_colleagues=True),  # with whom one talks next
    public("set_language"),
    everybody("resume_form", FORM),
    public("accessibility"),
    public("model"),
    public("factor", identifier="KM.PRD"),
    # Logging in, by administration: pages of allauth, about oneself; those of a second step are absent without one
    public("account_login"),
    public("account_logout"),
    public("account_inactive"),
    public("account_reset_password"),
    public("account_reset_password_done"),
    public("account_reset_password_from_key", uidb36="1", key="set-password"),
    public("account_reset_password_from_key_done"),
    public("mfa_authenticate"),
    everybody("account_reauthenticate", FORM),
    everybody("account_change_password", FORM),
    everybody("mfa_index"),
    everybody("mfa_reauthenticate", FORM),
    everybody("mfa_activate_totp", FORM),
    everybody("mfa_deactivate_totp", FORM, may_be_absent=True),
    everybody("mfa_view_recovery_codes", may_be_absent=True),
    everybody("mfa_generate_recovery_codes", FORM),
    everybody("mfa_download_recovery_codes", may_be_absent=True),
    # Accounts, by administration
    everybody("account", FORM),
    public("healthz"),
    public("first_run"),
    public("accept_invitation", token="not-a-token"),  # a made-up one
    role("people", _ADMINISTRATOR, names_colleagues=True),
    about("account", "person", roles=frozenset({_ADMINISTRATOR}), names_colleagues=True),
    about("account", "add_role", SEND, roles=frozenset({_ADMINISTRATOR}), names_colleagues=True),
    about("membership", "end_role", FORM, roles=frozenset({_ADMINISTRATOR}), names_colleagues=True),
    about("account", "change_account", SEND, roles=frozenset({_ADMINISTRATOR}), names_colleagues=True),
    role("invite", _ADMINISTRATOR, methods=FORM),
    role("invite_many", _ADMINISTRATOR, methods=FORM),
    about("invitation", "withdraw_invitation", SEND, roles=frozenset({_ADMINISTRATOR})),
    role("municipality_settings", _ADMINISTRATOR, methods=FORM),
    role("add_team", _ADMINISTRATOR, methods=SEND),
    about("team", "rename_team", FORM, roles=frozenset({_ADMINISTRATOR})),
    role("retention", _ADMINISTRATOR, methods=FORM),
    role("add_department", _ADMINISTRATOR, methods=FORM),
    about("department", "rename_department", FORM, roles=frozenset({_ADMINISTRATOR})),
    role("health", _ADMINISTRATOR),
    # Data about oneself, by access
    everybody("who_saw_my_content", names_colleagues=True),
    everybody("my_shares", names_colleagues=True),
    everybody("share_list", names_colleagues=True, arguments={"which": "gegeven"}),
    only_for_its_owner("share", "one_share", READ, names_colleagues=True),
    only_for_its_owner("share", "preview_share", READ),
    only_for_its_owner("share", "stop_share", SEND),
    everybody("my_content"),
    everybody("export_my_content", SEND),
    everybody("erase_my_content", FORM),
    # The team picture, by release
    role("team", _CASEWORKER, _MANAGER, methods=FORM),
    role("team_rounds", _CASEWORKER, _MANAGER),
    role("count_me", _CASEWORKER, methods=SEND),
    role("picture", Role.KNOWLEDGE_BROKER, Role.EXECUTIVE, methods=FORM),
    role("picture_rounds", Role.KNOWLEDGE_BROKER, Role.EXECUTIVE),
    everybody("participation", FORM),
    # Dates and mail about them, by reminders
    everybody("reminders", FORM),
    everybody("my_calendar"),
    only_for_its_owner("reminder", "calendar_of_one", READ),
    # Taking an instrument, by scans
    role("quickscan", _CASEWORKER, methods=FORM),
    role("instrument", _MANAGER, methods=FORM, address="zelfscan-leidinggevende"),
    role("evaluations", _CASEWORKER, _MANAGER, Role.KNOWLEDGE_BROKER, Role.EXECUTIVE),
    only_for_its_owner("sitting", "scan_result", READ),
    only_for_its_owner("evaluation", "follow_up", SEND, arguments={"moment": "six_weeks"}),
    only_for_its_owner("open sitting", "questions", arguments={"number": 1}),
    only_for_its_owner("open sitting", "save_answer", SEND, arguments={"number": 1}),
    only_for_its_owner("open sitting", "finish_scan"),
    only_for_its_owner("sitting", "correct_scan", READ),
    only_for_its_owner("sitting", "correct_page", arguments={"number": 1}),
    Address("trends", READ, roles=frozenset({_CASEWORKER}), arguments={"address": "quickscan"}),
    # Profile and advice, by advice
    role("my_craft", _CASEWORKER, _MANAGER, methods=FORM),
    about("sitting", "profile", FORM),
    only_for_its_owner("sitting", "share_profile", names_colleagues=True),
    only_for_its_owner("advice", "advice"),
    only_for_its_owner("advice", "put_step_aside", arguments={"technique": _first_step}),
    role("steps_put_aside", _CASEWORKER, methods=FORM),
    only_for_its_owner("dismissal", "bring_step_back", SEND),
    public("how_advice_comes_about"),
    role("what_if", Role.KNOWLEDGE_BROKER, Role.RESEARCHER),
    role("comparison", _CASEWORKER, methods=FORM),
    role("stop_comparison", _CASEWORKER, methods=SEND),
    role("forget_comparison", _CASEWORKER, methods=SEND),
    # The plan and the report, by development
    only_for_its_owner("sitting", "report"),
    role("plan", _CASEWORKER, methods=FORM),
    role("new_goal", _CASEWORKER, methods=FORM),
    only_for_its_owner("advice", "goal_from_advice", arguments={"technique": _first_step}),
    about("goal", "goal", FORM),
    only_for_its_owner("goal", "share_goal", names_colleagues=True),
    role("share_plan", _CASEWORKER, methods=FORM, names_colleagues=True),
    about("plan", "shared_plan", FORM),
    only_for_its_owner("goal", "mark_goal", SEND),
    only_for_its_owner("goal", "goal_again"),
    only_for_its_owner("follow-up", "ask_again"),
    only_for_its_owner("follow-up", "pick_up_step"),
    role("pick_up", _CASEWORKER, methods=FORM),
    only_for_its_owner("reflection", "goal_from_reflection"),
    role("reflections", _CASEWORKER),
    role("ideas", _CASEWORKER),
    only_for_its_owner("results", "look_back", SEND, arguments={"kind": "client_set", "pk": _set_of}),
    only_for_its_owner("reflection", "reflection"),
    only_for_its_owner("reflection", "save_reflection", SEND),
    only_for_its_owner("reflection", "take_along", SEND),
    only_for_its_owner("reflection", "delete_reflection"),
    only_for_its_owner("idea", "delete_idea", SEND),
    # The knowledge base: read by all but the administrator, written by the knowledge manager
    role("knowledge", *_READERS),
    role("knowledge_items", *_READERS),
    about("knowledge item", "knowledge_item", READ, roles=frozenset(_READERS)),
    about("knowledge item", "save_item", SEND, roles=frozenset(_READERS)),
    role("saved_items", *_READERS),
    only_for_its_owner("saved item", "remove_saved", SEND),
    role("catalogue", *_READERS),
    role("activity", *_READERS, code="C15"),
    role("knowledge_map", *_READERS),
    role("knowledge_questions", *_READERS),
    role("knowledge_question", *_READERS, code="K2.1"),
    role("knowledge_desk", _BROKER),
    role("exchange_knowledge", _BROKER, methods=FORM),
    role("write_out_knowledge", _BROKER, methods=SEND),
    role("appraisal_history", *_READERS, code="C15"),
    role("appraise", _BROKER, methods=FORM, code="C15"),
    role("assessors_agree", _BROKER),
    role("new_intervention", _BROKER, methods=FORM),
    about("intervention", "change_intervention", FORM, roles=frozenset({_BROKER})),
    about("knowledge item", "translate_item", FORM, roles=frozenset({_BROKER}), names_colleagues=True),
    role("translations", *_WRITERS),
    about("translation", "translation", READ, roles=frozenset(_WRITERS)),
    only_for_its_owner("translation", "agree_to_translation", SEND),
    role("question_board", *_WRITERS),
    role("ask_question", *_WRITERS, methods=FORM),
    about("board question", "board_question", READ),
    about("board question", "join_question", SEND),
    only_for_its_owner("board question", "withdraw_question", SEND),
    about("board question", "answer_question", SEND, roles=frozenset({_BROKER})),
    # Client cards: the card itself is for everybody who has a code
    public("client_card", code="no-such-code"),
    public("client_card_thanks", code="no-such-code"),
    role("my_client_cards", _CASEWORKER),
    role("make_own_card_code", _CASEWORKER, methods=SEND),
    only_for_its_owner("own card code", "withdraw_own_card_code", SEND),
    only_for_its_owner("own card code", "own_card_paper", READ),
    only_for_its_owner("own card code", "own_card_pdf", READ),
    role("team_client_cards", _CASEWORKER, _MANAGER),
    about("team card code", "team_card_paper", READ),
    about("team card code", "team_card_pdf", READ),
    role("team_card_codes", _ADMINISTRATOR, methods=FORM),
    about("team card code", "withdraw_team_card_code", SEND, roles=frozenset({_ADMINISTRATOR})),
    # Conversations, agreements and promises, by conversations
    role("conversations", _CASEWORKER, _MANAGER, names_colleagues=True),
    role("plan_conversation", _CASEWORKER, _MANAGER, methods=FORM, names_colleagues=True),
    role("conversation_guide", _CASEWORKER, _MANAGER),
    about("conversation", "conversation", names_colleagues=True),
    about("conversation", "move_conversation", FORM, names_colleagues=True),
    about("conversation", "cancel_conversation", SEND, names_colleagues=True),
    about("conversation", "prepare_conversation", FORM, names_colleagues=True),
    about("conversation", "save_prepared_field", SEND),
    only_for_its_owner("conversation", "release_topics", SEND),
    only_for_its_owner("conversation", "wishes_heard", SEND),
    only_for_its_owner("conversation", "bring_steps", names_colleagues=True),
    about("conversation", "agreement", FORM, names_colleagues=True),
    about("conversation", "confirm_agreement", SEND, names_colleagues=True),
    only_for_its_owner("conversation", "agreement_to_plan", SEND),
    about("conversation", "looked_back", SEND),
    about("conversation", "print_agreement", names_colleagues=True),
    role("promises", _CASEWORKER, _MANAGER, names_colleagues=True),
    role("new_promise", _MANAGER, methods=FORM),
    about("promise", "promise", FORM, roles=frozenset({_MANAGER})),
    role("behavioural_ambition", _CASEWORKER, _MANAGER),
    role("former_ambition", _CASEWORKER, _MANAGER),
    role("new_sentence", _CASEWORKER, _MANAGER, methods=FORM),
    about("ambition sentence", "withdraw_sentence", SEND),
    role("charter", _MANAGER, methods=FORM),
    # Files of clients, by casework
    role("case_files", _CASEWORKER),
    role("case_assignments", _MANAGER, names_colleagues=True),
    about("assignment", "case_assignment", FORM, roles=frozenset({_MANAGER}), names_colleagues=True),
    about("assignment", "emergency_access", FORM, roles=frozenset({_MANAGER})),
    role("draw_files", _MANAGER, methods=FORM),
    only_for_its_owner("inspection", "inspection"),
    role("casework_settings", _ADMINISTRATOR, methods=FORM, names_colleagues=True),
    role("open_case_file", _CASEWORKER, methods=FORM),
    only_for_its_owner("case file", "case_file", READ),
    only_for_its_owner("case file", "reopen_case_file", SEND),
    only_for_its_owner("case file", "case_step", arguments={"step": "besluitvorming"}),
    only_for_its_owner("case file", "save_case_field", SEND, arguments={"step": "besluitvorming"}),
    only_for_its_owner("case file", "plan_version", READ, arguments={"number": 1}),
    only_for_its_owner("case file", "print_plan", READ, arguments={"number": 1}),
    only_for_its_owner("case file", "case_openings", READ),
    only_for_its_owner("case file", "choice_thread", READ, arguments={"number": 1}),
    only_for_its_owner("case file", "bring_in"),
    only_for_its_owner("case file", "typed_events"),
    role("own_file_outcomes", _CASEWORKER),
    only_for_its_owner("typed event", "still_goes_on", SEND),
    only_for_its_owner("typed event", "it_ended"),
    only_for_its_owner("typed event", "undo_typed", SEND),
    only_for_its_owner("case file", "extracts"),
    only_for_its_owner("extract", "extract"),
    only_for_its_owner("extract", "print_extract", READ),
    only_for_its_owner("case file", "start_diagnosis", SEND),
    only_for_its_owner("case file", "diagnosis", arguments={"number": 1}),
    only_for_its_owner("case file", "save_diagnosis", SEND, arguments={"number": 1}),
    only_for_its_owner("case file", "finish_diagnosis"),
    only_for_its_owner("case file", "diagnosis_results", READ),
    role("contacts_today", _CASEWORKER, methods=FORM),
    role("what_i_did", _CASEWORKER),
    role("contact_rhythm", _CASEWORKER),
    only_for_its_owner("contact", "contact"),
    only_for_its_owner("contact", "delete_contact"),
    # What a team measures, by measurement
    role("measurement", _CASEWORKER, _MANAGER),
    role("former_sets", _CASEWORKER, _MANAGER),
    role("active_sets", Role.KNOWLEDGE_BROKER),
    role("start_measurement_design", _CASEWORKER, _MANAGER, methods=SEND),
    about("active set", "measurement_set", roles=frozenset({_CASEWORKER, _MANAGER})),
    about("measurement set", "design_step", FORM, arguments={"number": 2}),
    about("measurement set", "save_design_field", SEND, arguments={"number": 2}),
    about("measurement set", "discard_design", SEND),
    about("measurement set", "propose_set", FORM),
    about("active set", "agree_to_set", FORM, roles=frozenset({_CASEWORKER, _MANAGER})),
    about("active set", "take_back_yes", SEND, roles=frozenset({_CASEWORKER, _MANAGER})),
    about("active set", "begin_set", SEND, roles=frozenset({_CASEWORKER, _MANAGER})),
    about("active set", "reopen_set", SEND, roles=frozenset({_CASEWORKER})),
    about("active set", "looked_together", SEND, roles=frozenset({_CASEWORKER, _MANAGER})),
    about("measurement set", "renew_set", FORM),
    # Instruments of the municipality
    role("own_instruments", _ADMINISTRATOR),
    role("add_instrument", _ADMINISTRATOR, methods=FORM),
    role("keep_instrument", _ADMINISTRATOR, methods=SEND),
    about("own instrument", "own_instrument", READ),
    about("own instrument", "instrument_file", READ, arguments={"number": 1}),
    about("own instrument", "withdraw_instrument", SEND),
    # Pictures of a municipality, by pictures
    role("municipality_outcomes", _CASEWORKER, _MANAGER, Role.KNOWLEDGE_BROKER, Role.EXECUTIVE),
    about("active set", "team_session", FORM, roles=frozenset({_CASEWORKER, _MANAGER})),
    role("between_municipalities", Role.KNOWLEDGE_BROKER, Role.EXECUTIVE),
    role("read_in_benchmark", Role.KNOWLEDGE_BROKER, methods=FORM),
    role("take_part", Role.EXECUTIVE, methods=FORM),
    # absent until two people decided to take part
    Address("shared_counts", READ, roles=frozenset({Role.EXECUTIVE}), may_be_absent=True),
    everybody("confirm_taking_part", FORM, may_be_absent=True),  # only for who is appointed privacy officer
    # Clients, by outcomes
    role("my_clients", _CASEWORKER),
    only_for_its_owner("own set", "client_set", READ),
    only_for_its_owner("own set", "set_outcomes", READ),
    only_for_its_owner("results", "share_results", names_colleagues=True, arguments={"pk": _set_of}),
    about("results", "shared_results"),
    role("import_start", _CASEWORKER, methods=FORM),
    only_for_its_owner("set on its way", "import_columns"),
    only_for_its_owner("set on its way", "import_check"),
    only_for_its_owner("set on its way", "import_progress"),
    only_for_its_owner("set on its way", "import_delete"),
    only_for_its_owner("set on its way", "import_call_off", SEND),
    only_for_its_owner("more for a set", "import_undo"),
    role("administrator_imports", _ADMINISTRATOR),
    role("reason_codes", _ADMINISTRATOR, methods=FORM),
    role("administrator_import_start", _ADMINISTRATOR, methods=FORM),
    only_for_its_owner("set of the municipality", "administrator_import_columns"),
    only_for_its_owner("set of the municipality", "administrator_import_check"),
    only_for_its_owner("set of the municipality", "administrator_import_progress"),
    only_for_its_owner("set of the municipality", "administrator_import_delete"),
    only_for_its_owner("set of the municipality", "administrator_import_call_off", SEND),
    only_for_its_owner("more for a set of the municipality", "administrator_import_undo"),
]
