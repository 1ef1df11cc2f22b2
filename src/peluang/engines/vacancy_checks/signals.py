"""What in a vacancy's own words asks for a look: money, private contact alone, words that shut people out.

Every pattern is bounded, so the time grows with the length of the text alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum


class Signal(StrEnum):
    """Why somebody looks before a vacancy opens."""

    FEE = "fee"
    PRIVATE_CONTACT = "private_contact"
    DISCRIMINATING = "discriminating"


@dataclass(frozen=True, slots=True)
class Found:
    """words: as they stand in the text, so that the employer sees what to change."""

    signal: Signal
    words: str


_LOOKS_LIKE = {"a": "[a4@]", "i": "[i1!|]", "e": "[e3]", "o": "[o0]", "s": "[s5$]"}


def _masked(word: str) -> str:
    """Also written "b i a y a", "b.i.a.y.a" or "b1aya", or with invisible characters between."""
    return r"[\s._*\u200b-\u200d\u2060\ufeff-]{0,2}".join(_LOOKS_LIKE.get(letter, letter) for letter in word)


_BIAYA, _BAYAR, _UANG, _DEPOSIT, _TRANSFER = map(_masked, ("biaya", "bayar", "uang", "deposit", "transfer"))
#: Markup between the letters of a word or between words hides nothing.
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,200}>")
_AMOUNT = (
    r"(?:(?:rp|idr|usd|us\$|\$)\.?\s{0,2}\d[\d.,]{0,12}"
    r"|\d[\d.,]{0,12}\s?(?:rb|rbu|ribu|k|jt|juta)\b|\d{1,3}(?:[.,]?000){1,2}\b)"
)
_FIRST = (
    r"(?:dulu|dl|dlu|duluan|dahulu|d?i\s?muka"
    r"|sebelum\s{1,3}(?:interview|wawancara|tes|test|kerja|training|mulai))\b"
)
_PAYS = (
    rf"(?:(?:mem|di)?{_BAYAR}(?:kan)?|byr|{_TRANSFER}|tf|trf|(?:me(?:n|ny))?s?etor(?:kan)?"
    r"|(?:me)?n?t?ransfer|kirim|mengirim)"
)
_FOR = (
    r"(?:adm\b|admin\b|administrasi|pendaftaran|daftar|registrasi|pelatihan|training|seragam|m[ae]terai|medical|mcu"
    r"|tes\b|test\b|psikotes|sepatu|map\b|id\s?card|penempatan|akomodasi|tiket|berkas|formulir|proses|jaminan|lamaran|penerimaan)"
)
_FEE = re.compile(
    "|".join((
        rf"\b{_BIAYA}\s{{0,3}}(?:\w{{1,20}}\s){{0,2}}?{_FOR}",
        rf"\b{_BIAYA}\s{{0,3}}(?:(?:sebesar|hanya|cuma|cm|sekitar)\s{{1,3}})?[:=]?\s{{0,2}}{_AMOUNT}",
        rf"\badm(?:in(?:istrasi)?)?\.?\s{{0,3}}(?:(?:sebesar|hanya|cuma|cm)\s{{1,3}})?[:=]?\s{{0,2}}{_AMOUNT}",
        rf"\b(?:{_UANG}|dana)\s{{1,3}}(?:jaminan|muka|pangkal|komitmen|talangan|duduk|kursi|pelumas|pendaftaran|seragam|pelicin|adm\w{{0,12}}|rokok)\b",
        rf"\b(?:{_DEPOSIT}|depe|dp)\s{{1,3}}(?:awal\b|sebesar\b|wajib\b|{_FOR}|{_FIRST}|{_AMOUNT})",
        rf"\b{_AMOUNT}\s{{0,3}}(?:saja\s{{1,2}}|aja\s{{1,2}})?(?:untuk|utk|buat|bwt|kanggo|for)\s{{1,3}}(?:\w{{1,12}}\s{{1,2}})?{_FOR}",
        rf"\bpem{_BAYAR}an\s{{1,3}}(?:\w{{1,12}}\s{{1,2}})?{_FOR}",
        rf"\b(?:investasi|kontribusi|mahar|infa[kq])(?:nya)?\s{{1,3}}(?:\w{{1,20}}\s{{1,2}}){{0,4}}?{_AMOUNT}",
        rf"\b{_BAYAR}(?:nya|annya)?\s{{1,3}}(?:\w{{1,12}}\s{{1,2}}){{0,2}}?dicicil\b",
        r"\b(?:seragam|sepatu|perlengkapan|formulir)\b[^.;!?\n]{0,30}?\b(?:beli|bayar|tebus|tanggung)\s{1,3}sendiri\b",
        r"\btop\s?up\s{1,3}(?:saldo|deposit|dulu|akun)\b",
        r"\b(?:mbayar|nggowo|gowo|setor)\s{1,3}(?:\w{1,12}\s{1,2}){0,2}?(?:dhuwit|duit|ragad|administrasi)\b",
        rf"\b{_PAYS}\s{{1,3}}(?:\w{{1,20}}\s{{1,2}}){{0,3}}?(?:{_FIRST}|{_AMOUNT}|ke\s{{1,2}}(?:no\.?\s?)?rek\w{{0,6}}\s{{1,2}}"
        r"(?:kami|berikut|panitia|admin|hrd|bendahara|a\.?n))",
        r"\b(?:peserta|pelamar|calon\s{1,2}\w{1,15}|kandidat|wajib|harus|diwajibkan|silak?an|silahkan|mohon|diminta)\s{1,3}"
        rf"(?:\w{{1,20}}\s{{1,2}}){{0,2}}?(?:mem)?{_BAYAR}\b(?!\s{{1,3}}(?:pajak|tagihan|gaji|upah))",
        rf"\b(?:di(?:kenakan|kenai|pungut|tarik)|ada|terdapat)\s{{1,3}}(?:\w{{1,12}}\s{{1,2}})?{_BIAYA}\b|\bpungutan\b|\bpelicin\b",
        r"\b(?:pelatihan|training|tes)\s{1,3}berbayar\b",
        r"\b(?:tebus|nebus|menebus|beli|membeli)\s{1,3}(?:\w{1,12}\s{1,2})?(?:seragam|formulir|starter\s?kit|paket\s{1,2}kerja)\b",
        r"\b(?:registration|administration|admin|training|processing|placement|visa|uniform|application|joining)"
        r"\s{1,3}(?:fee|deposit|charge)s?\b",
        r"\bpay(?:ment)?\s{1,3}(?:\w{1,12}\s{1,2}){0,4}?(?:fee|deposit|upfront|in\s{1,2}advance|before)\b",
        r"\bpayment\s{1,3}(?:is\s{1,2})?(?:needed|required)\b",
        r"\b(?:refundable|upfront|security)\s{1,3}(?:deposit|payment|fee)\b|\bsend\s{1,3}(?:us\s{1,2})?money\b",
    )),
    re.IGNORECASE,
)  # fmt: skip
#: "tidak dipungut biaya", "tanpa biaya": saying that nothing is to be paid is no sign of a fee.
_DENIED = re.compile(
    r"\b(?:tidak|tdk|tak|gak|ga|nggak|tanpa|tnp|bebas|gratis|free|nol|jangan|bukan|ora|no|not|never|without|don['’]?t|waspada"
    r"|hati-hati|menolak|(?:kalau|jika|bila|siapa)\s{1,2}(?:ada|pun)?\s{0,2}(?:\w{1,12}\s{1,2}){0,3}?(?:me)?minta|cuma-cuma)\b"
    r"[^.;!?\n]{0,45}$",
    re.IGNORECASE,
)
#: Who works with money writes of it: "mencatat biaya administrasi proyek", "menyetujui transfer dana".
_WORK = re.compile(
    r"\b(?:men(?:catat|ghitung|gelola|yusun|gendalikan|ganalis\w*|gontrol|erima|agih|yetujui|yiapkan|input)|mem(?:roses|antau"
    r"|buat|bantu|eriksa|verifikasi|bukukan)|meng(?:urus|awasi)|mene(?:rangkan|rbitkan)|menjelaskan|melayani|bertanggung\s{1,2}jawab"
    r"|pengawasan|pemantauan|merekap|melakukan|laporan|anggaran|efisiensi|pencatatan|perhitungan|pengelolaan"
    r"|record|manage|prepare|process|reconcile|handle|calculate|collect|receive|explain|issue)\b[^.;!?\n]{0,40}$",
    re.IGNORECASE,
)
#: What applicants bear themselves is no gift: "ditanggung peserta".
_THEMSELVES = r"(?!\s{1,3}(?:oleh\s{1,2})?(?:peserta|pelamar|calon|kandidat|karyawan|sendiri|pribadi|masing))"
_FIRM = r"(?:perusahaan|kami|kantor|pabrik|pemberi\s{1,2}kerja|employer|company)"
#: "Perusahaan menanggung biaya medical check up": who pays stands before.
_PAID = re.compile(
    rf"\b(?:{_FIRM}\s{{1,3}}(?:yang\s{{1,2}}|akan\s{{1,2}})?(?:menanggung|membayar(?:kan)?|mengganti|bayar|tanggung))\b[^.;!?\n]{{0,40}}$",
    re.IGNORECASE,
)
#: Customers and tenants pay their own deposits: "uang jaminan galon dari pembeli".
_FROM_OTHERS = re.compile(
    r"^[^.;!?\n]{0,40}\b(?:dari|kepada|oleh|from|by|to)\s{1,3}(?:para\s{1,2})?"
    r"(?:pembeli|pelanggan|penyewa|penghuni|tamu|nasabah|siswa|murid|pasien|customers?|tenants?|guests?|students?)\b",
    re.IGNORECASE,
)
#: And who is good to those who work there: "biaya medical check up ditanggung perusahaan".
_BORNE = re.compile(
    r"^[^.;!?\n]{0,45}\b(?:di(?:tanggung|ganti|bayar(?:kan)?|biayai)\s{1,3}(?:\w{1,12}\s{1,2})?(?:perusahaan|kami|kantor|pabrik)"
    rf"|ditanggung{_THEMSELVES}|(?:dari|oleh)\s{{1,2}}{_FIRM}"
    r"|gratis|reimburse\w{0,4}|covered\s{1,2}by|paid\s{1,2}by|borne\s{1,2}by|rp\.?\s?0\b|adalah\s{1,2}penipu\w{0,3})",
    re.IGNORECASE,
)

_MAIL = r"(?:gmail|yahoo|hotmail|outlook|ymail|icloud)"
_CHAT = r"(?:whats?\s?app|w\.?a\b\.?|telegram|tele\b|japri)"
_NUMBER = re.compile(
    rf"(?:\b(?:wa\.me|t\.me)/\S{{1,60}}|\b[\w.+-]{{1,64}}\s?(?:@|[(\[]\s?at\s?[)\]])\s?{_MAIL}\b(?:\.[a-z.]{{2,8}}\b)?"
    r"|(?<!\d)(?:\+?62|0)[\s.-]{0,2}8[\s.-]{0,2}\d(?:[\s.-]{0,2}\d){6,11}(?!\d)"
    r"|\b(?:nol|kosong)\s{1,2}delapan(?:\s{1,2}\w{3,8}){6,11}\b)",
    re.IGNORECASE,
)
_CHATS = re.compile(
    rf"\b(?:hub(?:ungi)?|hubungin|kirim(?:kan)?|kontak|chat|via|lewat|melalui|cp|contact|send|text|message|minat)\b[^.;\n]{{0,40}}?"
    rf"\b{_CHAT}|\b{_CHAT}\s{{0,2}}(?:aja|saja|only|dulu|pribadi|ke\b)|\bjapri\b",
    re.IGNORECASE,
)
#: Talking to customers there is the work itself: they stand in the words, just after them, or the verb before.
_OTHERS = re.compile(
    r"\b(?:customer|pelanggan|nasabah|konsumen|pembeli|kanal|digital|commerce|business|bisnis|marketplace)",
    re.IGNORECASE,
)
_SELLS = re.compile(
    r"\b(?:memasarkan|menjual|penjualan|pemasaran|jualan|promosi|mempromosikan|melayani|membalas|menjawab|mengelola|marketplace"
    r"|selling|sales|follow\s?up)\b[^.;!?\n]{0,45}$",
    re.IGNORECASE,
)

_SEX = r"(?:pria|wanita|laki-laki|perempuan|cewek|cowok|lelaki)"
_SHUTS_OUT = re.compile(
    rf"\b(?:(?:khusus|hanya|only)\s{{1,3}}{_SEX}(?!\s{{0,2}}(?:/|dan|atau|maupun|&))|{_SEX}\s{{1,3}}(?:saja|only|aja)"
    r"|(?:ber)?penampilan\s{1,3}menarik|good\s{0,3}looking|belum\s{1,3}(?:pernah\s{1,3})?(?:me)?nikah"
    r"|(?:ber)?status\s{1,3}(?:lajang|single|belum\s{1,2}menikah)"
    r"|beragama\s{1,3}\w{1,30}|khusus\s{1,3}(?:muslim\w{0,3}|non[- ]?muslim|kristen|katolik|hindu|buddha)"
    r"|(?:suku|etnis)\s{1,3}(?!cadang|bunga|kata|dinas)\w{1,30}|(?:warga\s{1,2})?pribumi"
    r"|tinggi\s{1,3}badan|(?:fe)?male\s{1,3}only|must\s{1,3}be\s{1,3}single|unmarried|(?:not|non)\s{1,2}hijab"
    r"|(?:wajib|diutamakan|khusus|harus)\s{1,3}(?:\w[\w-]{0,15}\s{1,2})?(?:muslim(?:ah)?|nasrani|kristen|katolik|hindu|buddha)"
    r"|(?:fe)?males?\s{1,3}(?:below|under|aged)|(?:pleasant|good|attractive)\s{1,3}(?:looks?|appearance)"
    r"|golek\s{1,3}(?:mbak|mas|cah)\S{0,12}|(?:isih|sek)\s{1,3}legan)\b|,\s{0,2}(?:single|lajang|jomblo)\b(?=\s{0,2}[,.;]|\s{0,2}$)",
    re.IGNORECASE,
)
#: The "no" belongs to what shuts out here.
_NOT_WANTED = re.compile(
    r"\b(?:tidak|tdk|no)\s{1,3}(?:(?:menerima|boleh|untuk)\s{1,2})?(?:\w{1,15}\s{1,2})?(?:ber)?(?:hijab|jilbab|kerudung|keluarga|anak)\b",
    re.IGNORECASE,
)
#: Eighteen and younger is what the law asks for itself (UU 13/2003 art. 68-76).
_AGE = re.compile(
    r"\b(?:usia|umur)\s{0,3}(?:maks(?:imal|imum)?|max|min(?:imal|imum)?|antara|di\s?bawah|tidak\s{1,2}lebih\s{1,2}dari)?"
    r"\.?:?\s{0,3}(?!1[5-8]\b(?!\s{0,2}[-–]))\d{2}(?:\s{0,2}[-–]\s{0,2}\d{2})?\b"
    r"|\b(?:max|maks(?:imal)?)\.?\s{0,3}(?:19|[2-5]\d)\s{0,2}(?:th|thn|tahun)\b"
    r"|\b(?:max(?:imum)?|under)\s{1,3}(?:age\s{1,3})?\d{2}\s{1,3}years?\s{1,3}old\b|\bmax(?:imum)?\s{1,3}age\b",
    re.IGNORECASE,
)
_OF_OTHERS = re.compile(
    r"\b(?:anak\S{0,4}|siswa|murid|bayi|balita|lansia|pasien|pelanggan|nasabah|perusahaan|mesin|kendaraan)"
    r"[^.;\n]{0,12}$",
    re.IGNORECASE,
)


def suspicious_words(*texts: str) -> list[Found]:
    """Every sign in the texts, each once, in the order of Signal; markup is left out of the words."""
    text = _TAG.sub(" ", "\n".join(texts))
    found = [
        Found(Signal.FEE, each.group().strip())
        for each in _FEE.finditer(text)
        if not any(_before(reason, text, each) for reason in (_DENIED, _WORK, _PAID))
        and not any(_after(reason, text, each) for reason in (_BORNE, _FROM_OTHERS))
    ]
    found += [Found(Signal.PRIVATE_CONTACT, each.group().strip()) for each in _NUMBER.finditer(text)]
    found += [
        Found(Signal.PRIVATE_CONTACT, each.group().strip())
        for each in _CHATS.finditer(text)
        if not (_before(_DENIED, text, each) or _before(_SELLS, text, each))
        and not _OTHERS.search(text[each.start() : each.end() + 15])
    ]
    found += [Found(Signal.DISCRIMINATING, each.group().strip()) for each in _NOT_WANTED.finditer(text)]
    found += [
        Found(Signal.DISCRIMINATING, each.group().strip())
        for pattern in (_SHUTS_OUT, _AGE)
        for each in pattern.finditer(text)
        if not (_before(_DENIED, text, each) or _before(_OF_OTHERS, text, each))
    ]
    return list({(each.signal, each.words.lower()): each for each in found}.values())


def _before(pattern: re.Pattern[str], text: str, found: re.Match[str]) -> bool:
    return bool(pattern.search(text[max(0, found.start() - 60) : found.start()]))


def _after(pattern: re.Pattern[str], text: str, found: re.Match[str]) -> bool:
    return bool(pattern.search(text[found.end() : found.end() + 80]))
