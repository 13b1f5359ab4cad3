"""A preparation is kept field by field while somebody types, so that a closed laptop costs nothing."""

import pytest

from leerlus.access.actor import actor_of
from leerlus.access.forms_once import new_token
from leerlus.access.personal_content import export_personal_content
from leerlus.conversations.models import Preparation
from leerlus.conversations.preparing import own_preparation

TYPED = "Ik wil het over mijn caseload hebben"


@pytest.fixture
def window(logged_in, conversation):
    """One open page: `window(fatima)("own", "…")` sends a field as the script does; `whole` sends the form."""

    def opened(person):
        client, token = logged_in(person), new_token(person.pk)
        prepared = own_preparation(actor_of(person), conversation)
        hidden = {"form_token": token, "edition": str(prepared.edition if prepared else 0)}
        address = f"/gesprekken/{conversation.pk}/voorbereiden/"

        def keep(name: str, value) -> int:
            return client.post(f"{address}veld/", hidden | {"autosave": name, name: value}).status_code

        keep.whole = lambda **fields: client.post(address, hidden | fields).status_code
        return keep

    return opened


def kept(person, conversation) -> dict:
    return own_preparation(actor_of(person), conversation).content


def test_what_is_typed_is_there_when_the_page_is_opened_anew(window, page, conversation, fatima):
    keep = window(fatima)
    assert keep("own", TYPED) == 204
    assert keep("notes", "Alleen voor mij") == 204
    text = page(fatima, f"/gesprekken/{conversation.pk}/voorbereiden/")
    assert TYPED in text
    assert "Alleen voor mij" in text
    assert "data-autosave-url" in text


def test_ticks_of_one_block_leave_those_of_another_and_stand_in_the_order_of_the_guide(
    window, conversation, fatima
):
    keep = window(fatima)
    blocks = {}
    for name in ("pride", "rules"):
        blocks[name] = next(field for field in _fields(conversation) if name in _fields(conversation)[field])
    assert blocks["pride"] != blocks["rules"]
    assert keep(blocks["rules"], ["rules"]) == 204
    assert keep(blocks["pride"], ["pride"]) == 204
    assert kept(fatima, conversation)["questions"] == ["pride", "rules"]
    assert keep(blocks["rules"], []) == 204
    assert kept(fatima, conversation)["questions"] == ["pride"]


def _fields(conversation) -> dict[str, list[str]]:
    from leerlus.content.conversation import load_guide
    from leerlus.conversations.forms import TopicsForm

    form = TopicsForm(load_guide(conversation.guide_version), "nl", conversation.caseworker_id, initial={})
    return form._asked


def test_the_button_still_keeps_the_whole_form_after_fields_were_kept(window, conversation, fatima):
    keep = window(fatima)
    keep("own", TYPED)
    assert keep.whole(own="Korter", notes="") == 302
    assert kept(fatima, conversation)["own"] == "Korter"


def test_a_second_window_wipes_nothing_that_the_first_one_kept(window, conversation, fatima):
    first, second = window(fatima), window(fatima)
    assert first("own", TYPED) == 204
    assert second("own", "Iets ouds") == 409
    assert second.whole(own="Iets ouds", notes="") == 409
    assert kept(fatima, conversation)["own"] == TYPED
    assert window(fatima)("own", "Nieuw") == 204
    assert first("own", "Weer oud") == 409


def test_a_manager_keeps_their_own_check_and_notes_the_same_way(window, conversation, erik, fatima):
    keep = window(erik)
    assert keep("notes", "Ruimte geven") == 204
    assert kept(erik, conversation)["notes"] == "Ruimte geven"
    assert own_preparation(actor_of(fatima), conversation) is None


@pytest.mark.parametrize(
    ("name", "value"),
    [("form_token", "x"), ("questions", "pride"), ("checks", "x"), ("own", "x" * 1001)],
)
def test_what_is_no_field_or_does_not_fit_is_refused(window, conversation, fatima, name, value):
    assert window(fatima)(name, value) == 422
    assert not Preparation.objects.exists()


def test_the_mark_of_the_page_is_in_no_export(window, conversation, fatima):
    window(fatima)("own", TYPED)
    (one,) = export_personal_content(actor_of(fatima))["conversations"]
    assert one["preparation"] == {"own": TYPED}


def test_who_is_not_one_of_the_two_keeps_nothing(logged_in, conversation, bram):
    sent = {"form_token": new_token(bram.pk), "edition": "0", "autosave": "own", "own": "x"}
    assert logged_in(bram).post(f"/gesprekken/{conversation.pk}/voorbereiden/veld/", sent).status_code == 404
