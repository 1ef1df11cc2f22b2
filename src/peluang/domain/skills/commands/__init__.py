from .official import import_esco, import_kbji
from .vocabulary import load_vocabulary, rebuild_terms

__all__ = ["import_esco", "import_kbji", "load_vocabulary", "rebuild_terms"]
