"""Anyone verifies a certificate: by number, by the address in the QR code, by the file; valid, revoked, forged, unknown."""

from __future__ import annotations

import re

from peluang.domain.kernel.context import PROGRAM, acting
from peluang.domain.learning.certificates import certificate_url
from peluang.domain.learning.commands import revoke_certificate
from peluang.domain.learning.models import Certificate
from peluang.doors import clock
from peluang.engines.credentials import certificate_number
from tests.factories.learning import a_class, a_competency

from .country import Country
from .world import World


def test_anyone_verifies_a_certificate(world: World) -> None:
    # given a graduate whose certificate is genuine, another's that will be revoked, and a recruiter nobody knows
    country = world.country
    with acting(PROGRAM, scope="command"):
        held = a_class(offering=country.offerings[0], finished=True, payer="own")
        holder = country.graduate("Siti Nur Aminah", held)
        other = country.graduate("Rahmat Hidayat", held)
        mine = Certificate.objects.get(person=holder)
        theirs = Certificate.objects.get(person=other)
        lsp = country.staff["assessor"].organisation
        proven = a_competency(person=holder, issuer=lsp, status="verified", number="LAS 2544 7")
    recruiter = world.visitor()

    # when the holder takes her certificate home
    siti = world.signed_in(Country.address_of("Siti Nur Aminah")).goes_to(f"/saya/sertifikat/{mine.number}")
    siti.stands_at(mine.title).may("Unduh PDF").finds_no_barrier()
    with siti.page.expect_download() as downloading:
        siti.page.get_by_role("link", name="Unduh PDF").first.click()
    paper = downloading.value
    assert paper.suggested_filename == f"{mine.number}.pdf"
    content = paper.path().read_bytes()
    assert content.startswith(b"%PDF-")

    # then anyone checks it by its number, however it is typed
    recruiter.goes_to("/sertifikat").finds_no_barrier()
    recruiter.fills("Nomor sertifikat", mine.number.lower().replace("-", " ")).presses("Periksa sertifikat")
    recruiter.sees("Sertifikat ini asli dan masih berlaku", "Siti N. A.", mine.title).does_not_see("Siti Nur Aminah")
    recruiter.finds_no_barrier()
    # by the address that the QR code holds
    recruiter.goes_to(certificate_url(mine.number).removeprefix(world.url)).sees(
        "Sertifikat ini asli dan masih berlaku"
    )
    # and by the PDF, which carries the whole name and the signature
    recruiter.goes_to("/sertifikat").attaches(
        "Berkas dari pemiliknya", paper.suggested_filename, content, "application/pdf"
    )
    recruiter.presses("Periksa berkas").sees("Sertifikat ini asli dan masih berlaku", re.compile("Siti Nur Aminah"))

    # when the institution revokes the other's certificate
    with acting(PROGRAM, scope="command"):
        revoke_certificate(PROGRAM, certificate_id=theirs.id, reason="Ujian dikerjakan orang lain", at=clock.now())
    # then its number says when and why, and so does the file
    recruiter.goes_to(f"/sertifikat/{theirs.number}")
    recruiter.sees(re.compile("dicabut pada 24.Nov.2026"), re.compile("Ujian dikerjakan orang lain")).finds_no_barrier()
    recruiter.goes_to("/sertifikat").fills("Atau tempel isinya", theirs.credential).presses("Periksa berkas")
    recruiter.sees(re.compile("dicabut pada 24.Nov.2026"), re.compile("Ujian dikerjakan orang lain"))

    # a changed certificate, an invented number and a slip of the finger each get their own answer
    head, body, signature = mine.credential.split(".")
    forged = f"{head}.{body}.{'A' * len(signature)}"
    recruiter.goes_to("/sertifikat").fills("Atau tempel isinya", forged).presses("Periksa berkas")
    recruiter.sees("Sertifikat ini tidak bisa dipercaya", re.compile("telah diubah atau dipalsukan"))
    recruiter.still_has_typed("Atau tempel isinya", forged).finds_no_barrier()
    recruiter.goes_to(f"/sertifikat/{certificate_number(9_999_999, 2026)}").sees(re.compile("tidak pernah diterbitkan"))
    recruiter.goes_to("/sertifikat").fills("Nomor sertifikat", "PLG-2026-0000123-58").presses("Periksa sertifikat")
    recruiter.sees(re.compile("salah ketik"))

    # a certificate of an LSP is checked by number and issuer
    recruiter.goes_to("/sertifikat").follows("Cek sertifikat kompetensi")
    recruiter.fills("Nomor sertifikat", proven.number).fills("Penerbit (LSP)", lsp.name).presses("Periksa sertifikat")
    recruiter.sees("Sertifikat ini benar dan masih berlaku", "C.24LAS01.001.1", "Siti N. A.").finds_no_barrier()
    # and all of it without scripts
    plain = world.visitor(javascript=False).goes_to("/sertifikat")
    plain.fills("Nomor sertifikat", theirs.number).presses("Periksa sertifikat").sees(re.compile("dicabut pada"))
