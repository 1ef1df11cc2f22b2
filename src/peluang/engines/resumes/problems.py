"""Why a file of a curriculum vitae cannot be read, in plain words of both languages."""

from __future__ import annotations

_TEXTS = {
    "too_large": (
        "Berkas ini terlalu besar. Paling besar 1 MB; berkas CV tanpa foto jauh lebih kecil.",
        "This file is too large. At most 1 MB; a CV file without a photo is far smaller.",
    ),
    "empty": ("Berkas ini kosong.", "This file is empty."),
    "unknown": (
        "Berkas ini bukan JSON Resume atau Europass. PDF dan Word belum bisa dibaca.",
        "This file is neither JSON Resume nor Europass. PDF and Word cannot be read yet.",
    ),
    "broken_json": (
        "Berkas JSON ini rusak atau terpotong di baris {place}.",
        "This JSON file is broken or cut off at line {place}.",
    ),
    "not_a_resume": (
        "Berkas ini tidak berisi bagian CV: basics, work, atau skills.",
        "This file has no parts of a CV: basics, work or skills.",
    ),
    "too_deep": ("Isi berkas ini terlalu berlapis.", "This file's content is nested too deep."),
    "broken_xml": (
        "Berkas XML ini rusak atau terpotong di baris {place}.",
        "This XML file is broken or cut off at line {place}.",
    ),
    "dangerous_xml": (
        "Berkas XML ini berisi perintah (DTD atau entitas). Demi keamanan, berkas seperti ini tidak kami buka.",
        "This XML file holds instructions (a DTD or entities). For safety we do not open such files.",
    ),
    "not_europass": (
        "Berkas XML ini bukan Europass CV (SkillsPassport).",
        "This XML file is not a Europass CV (SkillsPassport).",
    ),
}


class ResumeError(ValueError):
    """code: stable. message_id, message_en: for people."""

    def __init__(self, code: str, place: int = 0) -> None:
        self.code = code
        self.message_id, self.message_en = (each.format(place=place) for each in _TEXTS[code])
        super().__init__(code)
