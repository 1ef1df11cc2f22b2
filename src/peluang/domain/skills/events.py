"""What happens to occupations and skills."""

from peluang.domain.events.types import declare

VOCABULARY_LOADED = declare("skills.vocabulary_loaded", "release", "occupations skills terms digest")
KBJI_IMPORTED = declare("skills.kbji_imported", "release", "titles")
ESCO_IMPORTED = declare("skills.esco_imported", "release", "concepts relations links version")
