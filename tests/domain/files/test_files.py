from __future__ import annotations

import pytest

from peluang.domain.files.commands import LARGEST, path_of, store_file
from peluang.domain.files.queries import content_of, file_of, files_of_person
from peluang.domain.kernel.context import acting
from peluang.domain.kernel.refusal import NotYours
from tests.factories.organisations import an_actor
from tests.factories.people import a_person
from tests.refusals import refused

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 isi"


@pytest.fixture(autouse=True)
def _folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


def stored(actor, now, **changes):
    values = {"content": PDF, "name": "ijazah.pdf", "media_type": "application/pdf", "purpose": "practical", "at": now}
    return store_file(actor, **values | changes)


def test_bytes_are_kept_once_and_seen_by_their_owner_alone(now):
    me, other = an_actor("person"), an_actor("person")
    one, two = stored(me, now, name="../../etc/ija zah<.pdf"), stored(me, now)
    assert one.name == "ija zah_.pdf"
    assert (one.sha256, one.size) == (two.sha256, len(PDF))
    assert len(list(path_of(one.sha256).parent.iterdir())) == 1
    with acting(me):
        assert content_of(file_of(one.id)) == PDF
        assert len(files_of_person(me.person)) == 2
    with acting(other), pytest.raises(NotYours):
        file_of(one.id)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"content": b""}, "file_empty"),
        ({"content": b"%PDF-" + b"x" * LARGEST}, "file_too_large"),
        ({"content": b"<script>"}, "file_kind"),
        ({"media_type": "text/html"}, "file_kind"),
    ],
)
def test_what_cannot_be_taken_is_refused(now, changes, code):
    with refused(code, "file"):
        stored(an_actor("person"), now, **changes)


def test_an_organisation_files_for_itself_and_about_its_people_never_in_another_name(now):
    provider = an_actor("provider")
    person = a_person()
    assert stored(provider, now).organisation == provider.organisation
    about = stored(provider, now, person_id=person.id)
    assert (about.person, about.organisation) == (person.id, provider.organisation)
    assert (
        stored(provider, now, organisation_id=an_actor("provider").organisation).organisation == provider.organisation
    )
    with pytest.raises(NotYours):
        stored(an_actor("person"), now, person_id=person.id)
