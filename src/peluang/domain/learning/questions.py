"""The four questions of a review, each answered 1 (not at all) to 5 (fully)."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

QUESTIONS: dict[str, Any] = {
    "material": _("Materinya jelas dan sesuai judulnya"),
    "trainer": _("Pelatihnya menguasai dan mau membantu"),
    "tools": _("Alat dan bahannya cukup untuk semua peserta"),
    "usefulness": _("Yang kupelajari bisa langsung kupakai bekerja"),
}
