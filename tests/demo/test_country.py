"""The demo country in a database of its own: rules kept, numbers exact, the same seed the same country."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from peluang.demo import seeding
from peluang.demo.accounts import ALUMNA, CAST, CHOOSING, DEMO_ACCOUNTS, MIDWAY, NOT_DRAWN, TRAINER, totp_secret
from peluang.demo.seeding import NotEmpty, has_people, seed_country
from peluang.domain.kernel.context import PROGRAM, acting
from tests import database
from tests.conftest import NOW, point_at

PEOPLE, SEED = 300, 7
#: What may differ between two demos of one seed: what is encrypted, and what the database's clock says.
SECRET = {"nik_cipher", "kk_cipher", "number_cipher", "credential", "recorded_at", "key_id", "data", "created_at"}


@pytest.fixture(scope="module")
def country(django_db_setup: None, django_db_blocker: Any) -> Iterator[str]:
    """One small country for all tests of this file."""
    with django_db_blocker.unblock():
        before = connection.settings_dict["NAME"]
        name = f"{before}_demo"
        database.clone(name)
        point_at(name)
        seed_country(people=PEOPLE, seed=SEED, at=NOW)
        yield name
        point_at(before)
    database.drop(name)


def rows(sql: str, *values: object) -> list[tuple[Any, ...]]:
    with acting(PROGRAM, scope="command"), connection.cursor() as cursor:
        cursor.execute(sql, values)
        found: list[tuple[Any, ...]] = cursor.fetchall()
        return found


def one(sql: str, *values: object) -> Any:
    return rows(sql, *values)[0][0]


def digests() -> dict[str, str]:
    """A digest of every table's rows, without what is encrypted or told by the database's clock.

    The journal stays out: two of its events come from commands, whose keys are theirs. So does what waits on the desks.
    """
    tables = rows(
        "select table_name, string_agg(column_name, ',' order by column_name) from information_schema.columns"
        " where table_schema = 'public' group by 1 order by 1"
    )
    found = {}
    for table, listed in tables:
        columns = [f'"{column}"' for column in listed.split(",") if column not in SECRET]
        if columns and not table.startswith(
            ("django_", "procrastinate", "skills_lookup", "events_", "learning_signing")
        ):
            text = " || '|' || ".join(f"coalesce({column}::text, '')" for column in columns)
            found[table] = one(
                f"select md5(coalesce(string_agg(t, chr(10) order by t), '')) from (select {text} t from \"{table}\") x"
            )
    return found


@pytest.mark.usefixtures("country")
class TestCountry:
    def test_people_live_in_every_province(self) -> None:
        assert one("select count(*) from people_person") == PEOPLE
        assert one("select count(distinct left(home_region, 2)) from people_person") == 38
        assert one("select count(*) from people_person where array_length(string_to_array(full_name, ' '), 1) > 4") == 0

    def test_numbers_are_well_formed_and_agree_with_the_person(self) -> None:
        from peluang.domain.people.identity_vault import decrypt, digest
        from peluang.engines.codes.kk import parse_kk
        from peluang.engines.codes.nik import Sex, compose_nik, matches, parse_nik

        found = rows(
            "select i.nik_cipher, i.kk_cipher, i.nik_digest, p.birth_date, p.sex, p.district_id, i.nik_shown"
            " from people_identity i join people_person p on p.id = i.person_id limit 100"
        )
        for nik_cipher, kk_cipher, nik_digest, born, sex, district, shown in found:
            text, sex = decrypt(nik_cipher), Sex.FEMALE if sex == "f" else Sex.MALE
            nik = parse_nik(text, today=NOW.date())
            assert matches(nik, born, sex) == []
            assert nik.warnings == ()
            assert text == compose_nik(district, born, sex, int(nik.serial))
            assert bytes(nik_digest) == digest(text)
            assert shown == f"{text[:4]}{'•' * 10}{text[-2:]}"
            parse_kk(decrypt(kk_cipher), today=NOW.date())

    def test_every_grant_is_spent_left_or_returned(self) -> None:
        wrong = rows(
            "select r.id from programme_recipient r join money_account a on a.id = r.account_id"
            " left join lateral (select coalesce(sum(amount), 0) spent from money_transfer"
            "   where source_id = a.id and purpose = 'purchase') s on true"
            " left join lateral (select coalesce(sum(amount), 0) returned from money_transfer"
            "   where source_id = a.id and purpose = 'return') b on true"
            " where r.granted <> s.spent + a.balance + b.returned or a.balance < 0"
        )
        assert wrong == []
        assert one("select count(*) from programme_recipient where status = 'revoked'") > 0
        assert one("select sum(balance) from money_account") == 0

    def test_the_draw_can_be_repeated_and_keeps_its_quotas(self) -> None:
        from peluang.domain.programme.models import Wave, WaveEntry, WaveQuota
        from peluang.domain.programme.quota_cells import RULES, quotas_of, roster_of
        from peluang.engines.draw import check, draw
        from peluang.engines.draw.commitment import commitment_holds

        with acting(PROGRAM, scope="command"):
            for wave in Wave.objects.filter(status="decreed"):
                quotas = list(WaveQuota.objects.filter(wave=wave))
                assert sum(quota.places for quota in quotas) == wave.places
                entries = list(
                    WaveEntry.objects.filter(wave=wave).exclude(status="ineligible").order_by("id")
                    .values_list("id", "quota_region", "priority", "family_key", "family_before")
                )  # fmt: skip
                roster, places = roster_of(entries, quotas), quotas_of(quotas)
                result = draw(
                    roster,
                    places,
                    bytes.fromhex(wave.seed),
                    wave=f"gelombang-{wave.number}",
                    rule_version=RULES[wave.rules],
                )
                assert result.roster_digest == wave.roster_digest
                assert commitment_holds(bytes.fromhex(wave.seed), wave.seed_commitment)
                assert (check(roster, places, result).quota_errors, check(roster, places, result).family_errors) == (
                    0,
                    0,
                )
                drawn = set(WaveEntry.objects.filter(wave=wave, status="decreed").values_list("id", flat=True))
                assert {str(each) for each in drawn} == {
                    key.decode() for key, phase in zip(result.entry_ids.tolist(), result.phase.tolist()) if phase
                }

    def test_about_half_of_the_catalogue_is_chosen(self) -> None:
        share = one(
            "select avg((exists (select 1 from learning_enrolment e where e.offering_id = o.id))::int)::float"
            " from catalogue_offering o"
        )
        assert 0.4 <= share <= 0.6
        assert (
            one("select count(*) from organisations_organisation where kind = 'provider' and status <> 'proposed'")
            == 147
        )

    def test_online_training_is_technology_alone(self) -> None:
        from peluang.engines.codes.technology import is_technology

        codes = [row[0] for row in rows("select occupation_id from catalogue_offering where online_share > 50")]
        assert codes
        assert all(is_technology(code) for code in codes)

    def test_completion_follows_the_rule(self) -> None:
        from peluang.domain.learning.completion import missing
        from peluang.domain.learning.evidence import collect
        from peluang.domain.learning.models import Enrolment

        with acting(PROGRAM, scope="command"):
            for enrolment in Enrolment.objects.filter(status__in=["completed", "failed"]).select_related(
                "training_class__offering"
            ):
                evidence = collect(enrolment.training_class, [enrolment])[enrolment.id].evidence
                lacking = [each.code for each in missing(evidence)]
                if enrolment.status == "completed":
                    assert lacking == []
                else:
                    assert enrolment.status_reason in lacking

    def test_incentives_rest_on_completion_review_and_account(self) -> None:
        assert one(
            "select count(*) from benefits_incentive i join learning_enrolment e on e.id = i.enrolment_id"
            " left join learning_review r on r.enrolment_id = e.id left join benefits_payout_account a"
            " on a.person_id = i.person_id and a.status = 'verified'"
            " where e.status <> 'completed' or r.id is null or a.id is null"
        ) == 0  # fmt: skip
        assert one(
            "select count(*) from benefits_incentive i join learning_enrolment e on e.id = i.enrolment_id"
            " where exists (select 1 from learning_enrolment b where b.recipient_id = e.recipient_id and b.booked_at < e.booked_at)"
        ) == 0  # fmt: skip

    def test_certificates_verify(self) -> None:
        from peluang.domain.learning.models import Certificate, SigningKey
        from peluang.engines.credentials import verify

        with acting(PROGRAM, scope="command"):
            keys = {key.kid: key.public_jwk for key in SigningKey.objects.all()}
            found = list(Certificate.objects.order_by("number"))
        assert found
        assert all(verify(each.credential, keys, at=NOW).valid for each in found)
        assert [each.status_index for each in sorted(found, key=lambda c: c.issued_at)] == list(range(len(found)))

    def test_an_lsp_has_recognised_some_and_has_some_waiting(self) -> None:
        states = dict(rows("select status, count(*) from learning_competency_certificate group by 1"))
        assert states["claimed"] > 0
        proven = one("select count(*) from people_skill where source = 'competency'")
        assert proven == one(
            "select count(*) from learning_competency_certificate where status = 'verified' and expires_on >= %s",
            NOW.date(),
        )

    def test_results_are_counted_from_answers(self) -> None:
        assert one(
            "select count(*) from catalogue_offering_result r where r.answered <> (select count(*) from evaluation_outcome o"
            " where o.offering_id = r.offering_id and o.status = 'answered' and o.months = r.months)"
        ) == 0  # fmt: skip
        assert one("select sum(answered) from catalogue_offering_result") > 0

    def test_nothing_lies_in_the_future_that_has_happened(self) -> None:
        for table, column in (
            ("people_person", "registered_at"), ("learning_enrolment", "booked_at"),
            ("learning_enrolment", "completed_at"),
            ("learning_review", "written_at"), ("jobs_application", "changed_at"),
            ("jobs_application", "answered_at"), ("jobs_employment", "recorded_at"),
            ("evaluation_outcome", "answered_at"), ("money_transfer", "at"), ("placement_referral", "made_at"),
            ("alumni_member", "joined_at"), ("industry_training_request", "answered_at"),
            ("industry_invitation", "registered_at"),
        ):  # fmt: skip
            assert one(f"select count(*) from {table} where {column} > %s", NOW) == 0, table
        assert one("select count(*) from learning_enrolment e join people_person p on p.id = e.person_id"
                   " where e.booked_at < p.registered_at") == 0  # fmt: skip

    def test_every_account_can_sign_in(self) -> None:
        from allauth.account.models import EmailAddress
        from allauth.mfa.models import Authenticator
        from allauth.mfa.utils import decrypt

        from peluang.domain.organisations.queries import is_staff
        from peluang.domain.people.models import Account

        with acting(PROGRAM, scope="command"):
            for demo in DEMO_ACCOUNTS:
                account = Account.objects.get(email=demo.email)
                assert EmailAddress.objects.filter(user=account, email=demo.email, verified=True, primary=True).exists()
                second = Authenticator.objects.filter(user=account, type="totp").first()
                assert (second is not None) == demo.staff
                if second:
                    assert decrypt(second.data["secret"]) == totp_secret(demo, SEED)
                assert (account.person is not None) == bool(demo.name)
                assert demo.staff == bool(account.person and is_staff(account.person.id))

    def test_the_stories_of_the_accounts_hold(self) -> None:
        def of(account: Any) -> str:
            return str(one("select person_id from people_account where email = %s", account.email))

        deadline = one(
            "select first_purchase_by from programme_recipient where person_id = %s and status = 'active'", of(CHOOSING)
        )
        assert deadline >= NOW.date()
        assert one("select count(*) from learning_enrolment where person_id = %s", of(CHOOSING)) == 0
        assert one("select status from programme_wave_entry where person_id = %s", of(NOT_DRAWN)) == "not_drawn"
        assert one("select status from learning_enrolment where person_id = %s", of(MIDWAY)) == "completed"
        assert one("select status from placement_case where person_id = %s", of(MIDWAY)) == "referred"
        assert one("select status from placement_referral where person_id = %s", of(MIDWAY)) == "proposed"
        assert one("select count(*) from learning_certificate where person_id = %s", of(MIDWAY)) == 1
        assert (
            one("select count(*) from evaluation_outcome where person_id = %s and status = 'answered'", of(ALUMNA)) == 3
        )
        assert one("select count(*) from alumni_member where person_id = %s", of(ALUMNA)) == 0
        assert one(
            "select count(*) from learning_session s join learning_class c on c.id = s.training_class_id"
            " join catalogue_trainer t on t.id = c.trainer_id where t.person_id = %s and c.status = 'running'"
            " and (s.starts_at at time zone 'Asia/Jakarta')::date = %s", of(TRAINER), NOW.date(),
        ) == 1  # fmt: skip

    def test_fewer_firms_at_each_step_of_the_outreach(self) -> None:
        steps = rows(
            "select count(*), count(registered_at), count(selected_at), count(completed_at) from industry_invitation"
        )
        assert list(steps[0]) == sorted(steps[0], reverse=True)
        assert (
            one(
                "select count(*) from industry_invitation i join industry_ikm_firm f on f.id = i.firm_id where f.email = ''"
            )
            == 0
        )

    def test_the_command_leaves_people_alone(self) -> None:
        from click.testing import CliRunner

        from peluang.demo.command import command

        done = CliRunner().invoke(command, ["--if-empty", "--people", "300"])
        assert (done.exit_code, done.output) == (0, "")
        refused = CliRunner().invoke(command, ["--people", "300"])
        assert refused.exit_code == 1
        assert "nothing was changed" in refused.output

    def test_it_refuses_a_second_country(self) -> None:
        assert has_people()
        with pytest.raises(NotEmpty):
            seed_country(people=PEOPLE, seed=SEED + 1, at=NOW)

    def test_constraints_and_triggers_are_as_before(self) -> None:
        assert one("select count(*) from pg_constraint where not convalidated") == 0
        assert one("select count(*) from pg_trigger where tgenabled <> 'O'") == 0

    def test_the_cast_is_complete(self) -> None:
        names = {
            row[0]
            for row in rows("select p.full_name from people_account a join people_person p on p.id = a.person_id")
        }
        assert names == {each.name for each in CAST}


@pytest.fixture
def _no_desks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Their cases are written by commands, with new keys each time."""
    monkeypatch.delitem(seeding.STEPS, "desks")


@pytest.mark.long
@pytest.mark.usefixtures("_no_desks")
def test_the_same_seed_makes_the_same_country(fresh_database: str) -> None:
    seed_country(people=PEOPLE, seed=SEED, at=NOW)
    first, again, another = digests(), _digests_of(SEED), _digests_of(SEED + 1)
    assert {table for table in first if first[table] != again[table]} == set()
    assert len({table for table in first if first[table] != another[table]}) > 40


def _digests_of(seed: int) -> dict[str, str]:
    before = connection.settings_dict["NAME"]
    name = f"{before}_{seed}"
    database.clone(name)
    point_at(name)
    try:
        seed_country(people=PEOPLE, seed=seed, at=NOW)
        return digests()
    finally:
        point_at(before)
        database.drop(name)


@pytest.mark.long
@pytest.mark.usefixtures("_no_desks")
def test_an_interrupted_large_demo_goes_on_where_it_stopped(
    fresh_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(seeding, "WHOLE", 0)  # as if 300 people were too many for one transaction

    def pull_the_plug(name: str, number: int) -> None:
        if name == "certificates":
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        seed_country(people=PEOPLE, seed=SEED, at=NOW, on_step=pull_the_plug)
    assert has_people()
    assert seeding.unfinished() is not None
    with pytest.raises(NotEmpty):
        seed_country(people=PEOPLE, seed=SEED + 1, at=NOW)
    seed_country(people=PEOPLE, seed=SEED, at=NOW)
    assert seeding.unfinished() is None
    resumed = digests()
    monkeypatch.setattr(seeding, "WHOLE", 50_000)
    assert resumed == _digests_of(SEED)
