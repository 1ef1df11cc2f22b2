"""Curricula vitae as files: JSON Resume and Europass, out and in, and the sheet as a PDF.

Public API
----------
resume.py
    ``Resume(name, label, email, phone, city, region, about, works, skills, studies, certificates)`` and its parts
    ``Work``, ``Skill``, ``Study``, ``Certificate``: the content, whatever the file
reading.py
    ``read_resume(content) -> Reading(resume, kind, left)``; raises ``ResumeError`` in plain words. ``left``: what the
    file holds beside, by its name
json_resume.py
    ``write_json_resume(resume) -> str``, ``read_json_resume(content) -> Reading``
europass.py
    ``write_europass(resume, at=, language=) -> str``, ``read_europass(content) -> Reading``
printing.py
    ``cv_pdf(sheet) -> bytes``
"""

from peluang.engines.resumes.europass import read_europass, write_europass
from peluang.engines.resumes.json_resume import read_json_resume, write_json_resume
from peluang.engines.resumes.problems import ResumeError
from peluang.engines.resumes.reading import MOST_BYTES, read_resume
from peluang.engines.resumes.resume import Certificate, Reading, Resume, Skill, Study, Work

__all__ = [
    "MOST_BYTES",
    "Certificate",
    "Reading",
    "Resume",
    "ResumeError",
    "Skill",
    "Study",
    "Work",
    "read_europass",
    "read_json_resume",
    "read_resume",
    "write_europass",
    "write_json_resume",
]
