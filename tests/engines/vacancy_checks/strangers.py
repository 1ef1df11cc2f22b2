"""Sixty sentences as different people write them, frozen before the engine was first run on them.

Their author had read the patterns but did not look at them while writing. Nothing is taken out or reworded since: what
is missed or taken wrongly stays in the list, and `FIRST_RUN` keeps what the engine said then.
"""

#: (found of ASKS, wrongly taken of HARMLESS) when they were first run.
FIRST_RUN = (11, 8)

ASKS = [
    # a tout in a chat group
    ("private_contact", "yg minat langsung wa 08xx nanti gw kasih alamatnya"),
    ("fee", "kak ada b1aya adm1n nya ya 175, tf ke aku dlu"),
    ("private_contact", "info lbh lanjut inbox / chat admin wa 0 8 5 6 2 2 3 4 5 5 6"),
    ("fee", "Cm 85rb bwt materai sm map, langsung krja bsok"),
    ("fee", "yg serius aja, uang duduk 1,5 jt bisa nego"),
    # a firm that lends its uniforms dearly
    ("fee", "Deposit seragam Rp 300.000 dikembalikan saat resign."),
    ("fee", "Karyawan baru menyerahkan uang jaminan dikembalikan setelah masa percobaan."),
    ("fee", "Seragam dan sepatu safety beli sendiri di koperasi kami 450 ribu, dipotong di awal."),
    ("fee", "Pelamar yang lolos transfer dulu untuk booking hotel tempat tes, nanti direimburse."),
    ("fee", "Pembayaran medical check up Rp650.000 ditanggung pelamar terlebih dahulu."),
    ("fee", "Ijazah asli ditahan; bila mengundurkan diri sebelum setahun membayar denda 5 juta."),
    # a "training institute"
    ("fee", "Sebelum ditempatkan wajib ikut diklat, investasinya 2,5 juta saja."),
    ("fee", "Kursus singkat 3 hari bayarnya bisa dicicil dua kali, habis itu dijamin kerja di bandara."),
    ("fee", "Kontribusi peserta untuk pelatihan satpam 1.750.000 sudah termasuk sertifikat."),
    ("fee", "Biaya pelatihan ditanggung peserta, penempatan dijamin."),
    # an agent for work abroad
    ("fee", "Program Jepang: siapkan dana talangan 35 juta, cair setelah visa keluar."),
    ("fee", "Candidates are required to settle the processing fees prior to departure."),
    ("fee", "Kindly deposit USD 150 for your work permit, it will be refunded with your first salary."),
    ("fee", "Small one-time payment needed to secure your slot!"),
    # Javanese mixed in
    ("fee", "Mbayar administrasi disik satus ewu, mengko langsung mlebu kerja."),
    ("fee", "Ojo lali nggowo duit 200 ewu kanggo seragam yo mas."),
    ("private_contact", "Sing gelem langsung WA wae nang 0813-2200-1199."),
    ("discriminating", "Golek mbak-mbak sing isih legan, ayu, umur 18-25 taun."),
    # an office that has always written it so
    ("discriminating", "Dibutuhkan segera: karyawati, single, max. 24 th, menarik."),
    ("discriminating", "Diutamakan laki-laki muslim yang rajin sholat."),
    ("discriminating", "Females below 28 preferred, pleasant looks a must."),
    ("discriminating", "Tidak menerima pelamar berhijab maupun yang sudah berkeluarga."),
    ("private_contact", "CV dikirim ke recruitment.ptmaju(at)gmail(dot)com paling lambat Jumat"),
    ("private_contact", "Add t.me/kerjacepat99 ya biar dapat link formnya"),
    ("fee", "Top up saldo 100 ribu dulu, komisi like video langsung cair 30%."),
]

HARMLESS = [
    # shops, tills, banks
    "Pramuniaga bertugas menerima uang deposit sewa dari penyewa dan mencatatnya di buku kas.",
    "Kasir menghitung uang setoran setiap tutup toko dan menyetorkannya ke bank.",
    "Penjaga toko emas, mengurus uang muka pesanan pelanggan dan menulis kuitansi.",
    "Bertanggung jawab atas uang jaminan galon dan tabung gas dari pembeli.",
    "Teller: melayani transfer, tarik tunai sampai Rp50.000.000, dan pembukaan rekening.",
    "Menagih biaya administrasi bulanan kepada penghuni apartemen.",
    "Admin keuangan yang menerima pembayaran biaya pendaftaran siswa baru.",
    "Collect security deposits from tenants and issue receipts.",
    "Front office: menjelaskan kepada tamu bahwa deposit Rp200.000 dikembalikan saat check-out.",
    "Explain the application fee to students and help them pay it at the counter.",
    # paid by the firm
    "Pelatihan tiga bulan di Bekasi, seluruh biaya pelatihan dan asrama dari perusahaan.",
    "Perusahaan menanggung biaya medical check up, seragam, dan mess.",
    "Kami yang bayar tiket dan visa kerja, gaji tidak dipotong.",
    "Seragam dua stel diberikan cuma-cuma, tidak perlu beli.",
    "Training fee is borne by the employer; no bond, no deduction.",
    "Uang transport diganti saat wawancara, bawa struknya.",
    "Biaya MCU nanti diganti kantor lewat gaji pertama.",
    "Ora ana ragad apa-apa, kabeh ditanggung pabrik.",
    "Gratis kursus menjahit, malah dapat uang saku 75 ribu sehari.",
    "Premi BPJS Kesehatan dan Ketenagakerjaan dibayar penuh oleh perusahaan.",
    # warnings
    "Waspada calo! Siapa pun yang minta transfer mengatasnamakan kami pasti bohong.",
    "Seleksi ini tanpa biaya. Kalau ada yang meminta uang pendaftaran, laporkan ke kami.",
    "We never charge recruitment fees of any kind.",
    "Tidak ada biaya administrasi, seragam, maupun pelatihan yang dibebankan kepada pelamar.",
    # work that speaks of money, chat, age or sex
    "Agen asuransi: menerangkan premi, klaim, dan uang pertanggungan kepada calon nasabah.",
    "Membalas chat WhatsApp pembeli dan membuat laporan penjualan harian.",
    "Mengajar berenang anak usia 7-12 tahun, putra dan putri.",
    "Staf gizi menghitung kebutuhan kalori pasien perempuan dan laki-laki.",
    "Petugas loket parkir, uang makan 20 ribu per hari, lembur dibayar 1,5 kali.",
    "Perlengkapan kerja disediakan; karyawan yang merusak mesin tidak diminta membayar.",
]
