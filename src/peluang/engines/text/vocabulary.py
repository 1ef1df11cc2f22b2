"""Word lists of the text room: what carries no meaning, and what short messages leave out."""

from __future__ import annotations

# How people type on a telephone -> how it is written. No value contains a key: folding twice changes nothing.
SLANG: dict[str, str] = {
    "adm": "admin",
    "aj": "saja",
    "aja": "saja",
    "bgmn": "bagaimana",
    "bgt": "banget",
    "bhs": "bahasa",
    "bln": "bulan",
    "blm": "belum",
    "brp": "berapa",
    "cs": "customer service",
    "dept": "departemen",
    "dg": "dengan",
    "dgn": "dengan",
    "dll": "dan lain lain",
    "dlm": "dalam",
    "dmn": "dimana",
    "dpt": "dapat",
    "dsb": "dan sebagainya",
    "dst": "dan seterusnya",
    "ga": "tidak",
    "gak": "tidak",
    "gk": "tidak",
    "gmn": "bagaimana",
    "hrs": "harus",
    "jg": "juga",
    "jgn": "jangan",
    "kab": "kabupaten",
    "kec": "kecamatan",
    "klo": "kalau",
    "klu": "kalau",
    "kpd": "kepada",
    "krj": "kerja",
    "krn": "karena",
    "krna": "karena",
    "lbh": "lebih",
    "loker": "lowongan kerja",
    "mgr": "manager",
    "mkt": "marketing",
    "msh": "masih",
    "nggak": "tidak",
    "ngga": "tidak",
    "opr": "operator",
    "org": "orang",
    "pd": "pada",
    "pdhl": "padahal",
    "pngalaman": "pengalaman",
    "sblm": "sebelum",
    "sbg": "sebagai",
    "sdh": "sudah",
    "sdm": "sumber daya manusia",
    "skrg": "sekarang",
    "smp": "sampai",
    "spt": "seperti",
    "spv": "supervisor",
    "srt": "serta",
    "ssdh": "sesudah",
    "stlh": "setelah",
    "sy": "saya",
    "tdk": "tidak",
    "tgl": "tanggal",
    "thd": "terhadap",
    "thn": "tahun",
    "tlp": "telepon",
    "tsb": "tersebut",
    "tsbt": "tersebut",
    "ttg": "tentang",
    "udah": "sudah",
    "udh": "sudah",
    "utk": "untuk",
    "yg": "yang",
}
# "smp" is also junior high school, and in this field that meaning is the common one.
del SLANG["smp"]


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


STOP_ID = _set(
    """ada adalah agar akan aku anda antara apa apabila atas atau bagi bagaimana bahwa banyak beberapa belum
    berbagai berikut bila bisa boleh dalam dan dapat dari daripada demi dengan di dia hal hanya harus hingga
    ia ini itu jadi jangan jika juga kami kalau kamu karena ke kepada ketika kita lagi lain lalu lebih maka
    mana masih masing maupun menjadi mereka namun nya oleh pada padahal para paling per pun saat saja sambil
    sampai sangat saya se sebagai sebagainya sebelum sebuah secara sedang sejak selama seluruh semua seperti
    serta sesudah setelah seterusnya setiap suatu sudah supaya tapi telah tentang tersebut terhadap tetapi
    tiap tidak untuk yaitu yakni yang"""
)
# "it" is not here: in this field it is a trade.
STOP_EN = _set(
    """a about after all also an and any are as at be because been before being between both but by can could
    did do does during each etc for from had has have he her his how if in into is its may more most must
    no nor not of on or other our out over own per shall she should so some such than that the their them then
    there these they this those through to under up was we were what when where which while who will with
    within would you your"""
)

# Words of a title that say how high, how general or how sold, and not what: beside another word they do not
# count.
WEAK_IN_TITLES = _set(
    """ahli anggota asisten assistant associate bagian bidang bisnis bundle cara cepat complete coordinator
    departemen department divisi division executive general khusus koordinator lain lainnya lengkap level
    member membangun membuka memulai mengembangkan mudah officer pegawai pekerja pengusaha personil petugas
    praktis profesional professional sektor senior specialist spesialis staf staff tenaga team tim umum unit
    usaha wirausaha worker"""
)
