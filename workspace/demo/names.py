"""Names that do not belong to anyone, as they occur in a Dutch street."""

# initials and first name
WOMEN = (
    ("A.M.", "Anneke"), ("F.", "Fadime"), ("J.", "Joëlle"), ("C.W.", "Corrie"), ("S.", "Semra"),
    ("M.", "Maaike"), ("B.", "Beatrijs"), ("N.", "Naïma"), ("I.", "Irena"), ("L.C.", "Lous"),
    ("E.", "Esmée"), ("T.", "Tjitske"), ("R.", "Ruthchella"), ("H.", "Hennie"), ("Z.", "Zoë"),
    ("W.", "Wietske"), ("G.", "Gülsüm"), ("D.", "Daniëlle"), ("P.", "Petronella"), ("K.", "Käthe"),
    ("O.", "Oksana"), ("M.J.", "Marie-José"), ("Y.", "Yasmina"), ("V.", "Věra"), ("A.", "Aaltje"),
)  # fmt: skip
MEN = (
    ("J.P.", "Jan-Pieter"), ("M.", "Murat"), ("R.", "René"), ("K.", "Klaas"), ("A.", "André"),
    ("S.", "Söhnke"), ("H.", "Hidde"), ("B.", "Björn"), ("D.", "Driss"), ("W.", "Wiebe"),
    ("T.", "Tomasz"), ("G.", "Gerben"), ("L.", "Loïc"), ("F.", "Frans"), ("I.", "İbrahim"),
    ("C.", "Cor"), ("N.", "Niels"), ("E.", "Évert"), ("P.", "Pim"), ("O.", "Omar"),
    ("J.", "Jörgen"), ("Y.", "Yannick"), ("V.", "Vedran"), ("U.", "Uğur"), ("M.A.", "Max"),
)  # fmt: skip

# particle and surname
SURNAMES = (
    ("van der", "Meulenkamp"), ("de", "Vries"), ("", "Yıldırım"), ("", "Bäumer"), ("van 't", "Zand"),
    ("", "Oosterloo"), ("", "Çelebi"), ("ten", "Napelkate"), ("", "Noëls"), ("in 't", "Hof"),
    ("", "Kowalczyk"), ("van den", "Brandhof"), ("", "El Idrissi-Bos"), ("", "Jongejan"),
    ("op de", "Wegh"), ("", "Sürmeli"), ("", "Hoekstraat"), ("'t", "Lam"), ("", "Wójcik"),
    ("van", "Zuilekom"), ("", "Pinas"), ("de", "Gier"), ("", "Kroezen"), ("", "Ramkisoen"),
    ("van de", "Weteringh"), ("", "Müllerman"), ("", "Boukhari"), ("ter", "Horstink"),
    ("", "Tjeerdsma"), ("", "Fernández"), ("den", "Oudendam"), ("", "Đorđević"), ("", "Smit"),
    ("uit den", "Boogerd"), ("", "Öztürker"), ("", "Venema-Klok"), ("van", "Egmondt"),
    ("", "Kuipers"), ("del", "Prado"), ("", "Grönheim"), ("", "Martina"), ("de la", "Fosse"),
    ("", "Abdirahman"), ("von", "Hagedorn"), ("", "Dijkgraaf"), ("", "Szabó"), ("te", "Wierik"),
    ("", "Visscher"), ("", "Tesfamariam"), ("over de", "Linden"),
)  # fmt: skip
