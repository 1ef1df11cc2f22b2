"""Official titles of KBJI 2014 and the ESCO release, from files their authors publish."""

from __future__ import annotations

import csv
import datetime
import io
import zipfile
from collections.abc import Iterator, Sequence

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.files.imports import ImportReport, RowProblem, common_problems, read_or_refuse
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused
from peluang.engines.tables import Column, Limits
from peluang.engines.text import normalise

from ..events import ESCO_IMPORTED, KBJI_IMPORTED
from ..models import EscoConcept, EscoLink, EscoRelation, LookupTerm, Occupation, Skill
from .vocabulary import rebuild_terms

_KBJI = (
    Column("code", ("kode", "kode kbji"), needed=True),
    Column("title", ("title_id", "judul", "nama jabatan", "jabatan"), needed=True),
)
_ESCO_FILES = ("occupations_en.csv", "skills_en.csv", "occupationSkillRelations.csv")
_LARGEST = 200_000_000  # bytes of one file inside the release


@command
def import_kbji(
    by: Actor, *, content: bytes, file_name: str, dry_run: bool = False, at: datetime.datetime
) -> ImportReport:
    """Adds official titles to groups of one to four digits; six-digit titles become words that find their group.

    Groups that KBJI numbers differently from ISCO-08 (the armed forces) are noted and left as they are.
    """
    table = read_or_refuse(content, file_name, _KBJI, Limits())
    report = ImportReport(rows=len(table.rows), problems=common_problems(table.rows))
    known = {each.code: each for each in Occupation.objects.all()}
    changed: list[Occupation] = []
    for row in table.rows:
        code, title = row.values["code"], row.values["title"]
        if not code.isdigit() or len(code) not in (1, 2, 3, 4, 6) or not title:
            wrong = _("Kode harus 1–4 atau 6 angka, dan judulnya tidak boleh kosong.")
            report.problems.append(RowProblem(row.number, "code", "bad_code", str(wrong)))
        elif len(code) == 6:
            report.same += 1
        elif code not in known:
            text = _("Kode %(code)s tidak ada di ISCO-08; dibiarkan.") % {"code": code}
            report.notes.append(RowProblem(row.number, "code", "not_isco", str(text)))
        elif known[code].title_official != title:
            report.new += not known[code].title_official
            report.changed += bool(known[code].title_official)
            known[code].title_official = title
            changed.append(known[code])
        else:
            report.same += 1
    if dry_run or report.problems:
        return report
    Occupation.objects.bulk_update(changed, ["title_official"])
    if changed:
        rebuild_terms()
    _add_job_titles(
        [(row.values["code"], row.values["title"]) for row in table.rows if len(row.values["code"]) == 6], known
    )
    append(KBJI_IMPORTED, new_id(), at=at, titles=len(changed))
    report.written = True
    return report


def _add_job_titles(titles: list[tuple[str, str]], known: dict[str, Occupation]) -> None:
    """Six-digit titles as search terms of their four-digit group."""
    present = set(LookupTerm.objects.filter(kind="o").values_list("code", "text"))
    terms = []
    for code, title in titles:
        whole = normalise(title)
        if code[:4] in known and whole and (code[:4], whole) not in present:
            present.add((code[:4], whole))
            terms.append(LookupTerm(kind="o", code=code[:4], language="id", text=whole, whole=whole, weight=1))
    LookupTerm.objects.bulk_create(terms, batch_size=5000)


@command
def import_esco(
    by: Actor, *, archives: Sequence[bytes], version: str = "", dry_run: bool = False, at: datetime.datetime
) -> ImportReport:
    """Labels, codes and occupation–skill relations of the official ESCO release (CSV inside ZIP files, English),
    with links to our skills and occupations by equal folded label. The same release again changes nothing.

    Raises Refused for a file that is no ZIP or a release that lacks one of its three tables.
    """
    texts = _tables(archives)
    concepts, relations = list(_concepts(texts, version)), list(_relations(texts["occupationSkillRelations.csv"]))
    uris = {concept.uri for concept in concepts}
    relations = [pair for pair in relations if pair[0] in uris and pair[1] in uris]
    before = set(EscoConcept.objects.values_list("uri", flat=True))
    report = ImportReport(rows=len(concepts) + len(relations), new=len(uris - before), same=len(uris & before))
    if dry_run:
        return report
    EscoConcept.objects.bulk_create(
        concepts, batch_size=5000, update_conflicts=True, unique_fields=["uri"],
        update_fields=["kind", "code", "label", "alternatives", "version"],
    )  # fmt: skip
    EscoRelation.objects.all().delete()
    EscoRelation.objects.bulk_create(
        (EscoRelation(occupation_id=job, skill_id=skill, essential=essential) for job, skill, essential in relations),
        batch_size=10_000,
    )
    links = _link(concepts)
    append(
        ESCO_IMPORTED,
        new_id(),
        at=at,
        concepts=len(concepts),
        relations=len(relations),
        links=links,
        version=version.replace(" ", "_")[:40],
    )
    report.written = True
    return report


def _tables(archives: Sequence[bytes]) -> dict[str, str]:
    texts: dict[str, str] = {}
    for content in archives:
        try:
            with zipfile.ZipFile(io.BytesIO(content)) as archive:
                for info in archive.infolist():
                    name = info.filename.rsplit("/", 1)[-1]
                    if name in _ESCO_FILES and info.file_size <= _LARGEST:
                        texts[name] = archive.read(info).decode("utf-8-sig")
        except (zipfile.BadZipFile, UnicodeDecodeError, EOFError) as error:
            raise Refused(
                "file_unreadable", _("Berkas ini bukan ZIP yang bisa dibaca."),
                todo=_("Unduh lagi rilis ESCO (CSV) dari situs resminya."), field="file",
            ) from error  # fmt: skip
    missing = [name for name in _ESCO_FILES if name not in texts]
    if missing:
        raise Refused(
            "tables_missing", _("Rilis ini tidak lengkap. Yang belum ada: %(names)s.") % {"names": ", ".join(missing)},
            todo=_("Berikan semua berkas ZIP rilis itu sekaligus: classification dan relations."), field="file",
        )  # fmt: skip
    return texts


def _concepts(texts: dict[str, str], version: str) -> Iterator[EscoConcept]:
    for name, kind in (("occupations_en.csv", "occupation"), ("skills_en.csv", "skill")):
        for row in csv.DictReader(io.StringIO(texts[name])):
            yield EscoConcept(
                uri=row["conceptUri"], kind=kind, code=row.get("code", ""), label=row["preferredLabel"],
                alternatives=row.get("altLabels", ""), version=version,
            )  # fmt: skip


def _relations(text: str) -> Iterator[tuple[str, str, bool]]:
    for row in csv.DictReader(io.StringIO(text)):
        yield row["occupationUri"], row["skillUri"], row["relationType"] == "essential"


def _link(concepts: Sequence[EscoConcept]) -> int:
    """Links by label: occupations by their ISCO group, skills by equal folded label (preferred 1, alternative .8).

    What a person confirmed stays.
    """
    EscoLink.objects.filter(confirmed=False).delete()
    groups = set(Occupation.objects.filter(level=4).values_list("code", flat=True))
    skills = {normalise(name): code for code, name in Skill.objects.values_list("code", "name_en")}
    synonyms = dict(LookupTerm.objects.filter(kind="s", language="en").values_list("whole", "code"))
    links: dict[tuple[str, str], EscoLink] = {}
    for concept in concepts:
        if concept.kind == "occupation":
            group = concept.code.split(".")[0]
            if group in groups:
                links[concept.uri, group] = EscoLink(concept=concept, occupation_id=group, score=1.0)
            continue
        labels = [(concept.label, 1.0), *((text, 0.8) for text in concept.alternatives.split("\n") if text)]
        for label, score in labels:
            folded = normalise(label)
            code = skills.get(folded) or synonyms.get(folded)
            if code and (concept.uri, code) not in links:
                links[concept.uri, code] = EscoLink(
                    concept=concept, skill_id=code, score=score if folded in skills else score * 0.9
                )
    EscoLink.objects.bulk_create(links.values(), batch_size=5000, ignore_conflicts=True)
    return len(links)
