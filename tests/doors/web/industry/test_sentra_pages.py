"""A sentra names what it lacks and asks; an institution answers."""

from __future__ import annotations

import pytest

from peluang.domain.industry.models import SkillNeed, TrainingRequest
from peluang.domain.skills.models import Skill
from tests.doors.web.visiting import as_member, at_most
from tests.factories.catalogue import an_offering
from tests.factories.industry import a_need, a_request, a_sentra
from tests.factories.learning import a_class
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db


@pytest.fixture
def sentra():
    return a_sentra()


@pytest.fixture
def page_of(sentra):
    return as_member(sentra.organisation, "sentra")


def test_naming_asking_following(page_of, sentra):
    assert "Poles akhir" in page_of.get("/industri/sentra").content.decode()
    assert page_of.get("/industri/sentra/kebutuhan?langkah=poles").status_code == 200
    empty = page_of.post("/industri/sentra/kebutuhan", {"words": "Kemasan tahan air laut", "people": "8"})
    assert empty.status_code == 422
    assert 'value="Kemasan tahan air laut"' in empty.content.decode()
    values = {"words": "Kemasan tahan air laut", "people": "8", "urgency": "5", "process_step": "poles"}
    assert page_of.post("/industri/sentra/kebutuhan", values).status_code == 302
    need = SkillNeed.objects.get()
    with at_most():
        page = page_of.get("/industri/sentra").content.decode()
    assert "Kemasan tahan air laut" in page
    assert page.count('class="btn primary') == 1
    address = f"/industri/sentra/kebutuhan/{need.id}/minta"
    assert "Minta pelatihan" in page_of.get(address).content.decode()
    assert page_of.post(address).status_code == 302
    assert TrainingRequest.objects.get().need == need
    assert "mencari lembaga" in page_of.get("/industri/sentra").content.decode()
    assert page_of.post(address).status_code == 409, "asked once"


def test_words_that_the_vocabulary_knows_get_their_code(page_of):
    skill = Skill.objects.order_by("code").first()
    values = {"words": skill.name_id, "people": "3", "urgency": "2"}
    page_of.post("/industri/sentra/kebutuhan", values)
    assert SkillNeed.objects.get().skill == skill
    assert "<option" in page_of.get(f"/industri/sentra/kata?words={skill.name_id[:5]}").content.decode()


def test_another_sentras_need_is_not_there(page_of):
    assert page_of.get(f"/industri/sentra/kebutuhan/{a_need().id}/minta").status_code == 404


def test_an_institution_offers_then_schedules():
    request = a_request()
    offering = an_offering()
    provider = as_member(offering.provider, "provider")
    with at_most():
        assert "Poles tanpa bahan" in provider.get("/lembaga/permintaan").content.decode()
    address = f"/lembaga/permintaan/{request.id}"
    with at_most():
        assert provider.get(address).status_code == 200
    assert provider.post(address, {"offering": "bukan"}).status_code == 422
    assert provider.post(address, {"offering": str(offering.id)}).status_code == 302
    assert "Belum ada kelas terbuka" in provider.get(address).content.decode()
    training_class = a_class(offering=offering)
    assert provider.post(address, {"training_class": str(training_class.id)}).status_code == 302
    assert training_class.code in provider.get(address).content.decode()
    stranger = as_member(an_organisation("provider"), "provider")
    assert stranger.get(address).status_code == 404


def test_an_institution_without_a_training_is_told_the_way():
    provider = as_member(an_organisation("provider"), "provider")
    page = provider.get(f"/lembaga/permintaan/{a_request().id}").content.decode()
    assert "belum punya pelatihan yang terbit" in page
    assert "Belum ada permintaan" not in provider.get("/lembaga/permintaan").content.decode()


def test_a_sentra_that_has_not_described_itself_begins_there():
    organisation = an_organisation("sentra")
    client = as_member(organisation, "sentra")
    assert client.get("/industri/sentra").headers["Location"] == "/industri/sentra/profil"
    assert client.get("/industri/sentra/profil").status_code == 200
    values = {"product": "Batik", "units": "4", "workers": "30", "steps": "Canting\nCelup\n\nLorod"}
    few = client.post("/industri/sentra/profil", values)
    assert few.status_code == 422
    assert "Lorod" in few.content.decode()
    assert client.post("/industri/sentra/profil", values | {"units": "9"}).status_code == 302
    page = client.get("/industri/sentra").content.decode()
    assert page.index("Canting") < page.index("Celup") < page.index("Lorod")
