"""Ways to spell an address so that it leads inside, or to hide where it leads: spelling → words of the sentence."""

INSIDE = "leads into a private network"
HIDDEN = "writes its host as a number in a way that hides it"
USER = "a name or a password before its host"
SIGNS = "signs in it that belong in no address"
NO_HOST = "names no host that could be asked"
CANNOT = "names a host that cannot be"
HTTPS = "has to begin with https://"
PORT = "names a port of its own"

_INSIDE = (
    *("https://127.0.0.1/a.ics", "https://127.255.255.254/a.ics", "https://10.0.0.1/", "https://172.16.0.1/"),
    *(
        "https://172.31.255.255/",
        "https://192.168.1.1/",
        "https://169.254.169.254/latest/meta-data/",
        "https://0.0.0.0/",
    ),
    *(
        "https://100.64.0.1/",
        "https://100.127.255.255/",
        "https://192.0.0.8/",
        "https://192.0.2.1/",
        "https://192.88.99.1/",
    ),
    *(
        "https://198.18.0.1/",
        "https://198.51.100.7/",
        "https://203.0.113.7/",
        "https://224.0.0.1/",
        "https://239.255.255.250/",
    ),
    *(
        "https://240.0.0.1/",
        "https://255.255.255.255/",
        "https://[::1]/",
        "https://[::]/",
        "https://[0:0:0:0:0:0:0:1]/",
    ),
    *(
        "https://[::ffff:127.0.0.1]/",
        "https://[::ffff:7f00:1]/",
        "https://[0:0:0:0:0:ffff:10.0.0.1]/",
        "https://[::127.0.0.1]/",
    ),
    *(
        "https://[64:ff9b::127.0.0.1]/",
        "https://[64:ff9b::a00:1]/",
        "https://[64:ff9b:1::a00:1]/",
        "https://[2002:7f00:1::]/",
    ),
    *(
        "https://[2002:808:808::1]/",
        "https://[2001:0:53aa:64c:0:0:80ff:fffe]/",
        "https://[fe80::1]/",
        "https://[fec0::1]/",
    ),
    *(
        "https://[fc00::1]/",
        "https://[fd12:3456:789a::1]/",
        "https://[ff02::1]/",
        "https://[2001:db8::1]/",
        "https://[3fff::1]/",
    ),
    *(
        "https://[100::1]/",
        "https://[127.0.0.1]/",
        "https://[2600::5efe:127.0.0.1]/",
        "https://[5f00::1]/",
        "https://localhost/",
        "https://localhost./",
    ),
    *("https://LOCALHOST/", "https://a.localhost/", "https://printer.local/", "https://metadata.google.internal/"),
    *(
        "https://router.lan/",
        "https://intranet/",
        "https://nas.home.arpa/",
        "webcal://127.0.0.1/a.ics",
        "WEBCALS://127.0.0.1/",
    ),
    *(
        "https://①②⑦.⓪.⓪.①/",
        "https://１２７.０.０.１/",
        "https://127。0。0。1/",
        "https://127．0．0．1/",
        "https://ⓛocalhost/",
    ),
    *(
        "http://127.0.0.1/",
        "http://127.0.0.1:3999/",
        "https://127.0.0.1:443/",
        "https://127.0.0.1./",
        "  https://127.0.0.1/ ",
    ),
    *("https://127.0.0.1?x=https://example.com/", "https://127.0.0.1#@example.com/", "https://127.0.0.1:3999/a.ics"),
)
_HIDDEN = (
    *("https://2130706433/", "https://0x7f000001/", "https://017700000001/", "https://127.1/", "https://127.0.1/"),
    *(
        "https://0177.0.0.1/",
        "https://0x7f.0.0.1/",
        "https://0x7F.0x0.0x0.0x1/",
        "https://127.0.0.01/",
        "https://127.0.0.256/",
    ),
    *("https://1.2.3.4.5/", "https://0/", "https://00000127.0.0.1/", "https://4294967296/", "https://example.0x7f/"),
    *("https://[::1::]/", "https://%31%32%37.0.0.1/", "https://[:::1]/", "https://[::ffff:0177.0.0.1]/"),
)
_OTHERS = {
    USER: (
        *("https://calendar.example.com@127.0.0.1/", "https://user:secret@calendar.example.com/", "https://@127.0.0.1/"),
        *("https://127.0.0.1%23@calendar.example.com/", "https://a@b@127.0.0.1/"),
    ),
    SIGNS: (
        *("https://calendar.example.com\\@127.0.0.1/", "https:\\\\127.0.0.1\\a.ics", "https://127.0.0.1\n.example.com/"),
        *("https://calendar.example.com/a\r\nHost: 127.0.0.1", "https://127.0.0.1 .example.com/", "https://127.0.0.1\t/"),
        *("https://example.com/\0", "https://example\u00a0.com/"),
    ),
    NO_HOST: (
        *("https:///a.ics", "https://:443/", "https://[fe80::1%25eth0]/", "https://[v1.fe80]/", "https://[::1/"),
        *("https://example.com:port/", "https://a:b:c/", "https://[::1]127.0.0.1/", "https://example.com:999999/"),
    ),
    CANNOT: (
        *("https://exa%6dple.com/", "https://-a.example.com/", "https://a..example.com/"),
        *("https://example.com../", f"https://{'a' * 64}.example.com/", f"https://{'a.' * 130}com/", "https://é\u200b.ex\u202eample.com/"),
        *("https://exam_ple.c_m/", "https://xn--.\u00df\u2488example.com/", "https://a,b.example.com/", "https://a;b.example.com/"),
    ),
    HTTPS: (
        *("http://calendar.example.com/", "ftp://calendar.example.com/", "file:///etc/passwd", "gopher://127.0.0.1:25/_HELO"),
        *("//127.0.0.1/", "/etc/passwd", "127.0.0.1", "", "javascript:alert(1)", "https:/127.0.0.1/", "data:text/calendar,BEGIN"),
        *("jar:https://127.0.0.1/!/", "unix:///run/docker.sock", "httpss://example.com/", "https:127.0.0.1"),
    ),
    PORT: ("https://calendar.example.com:22/", "https://calendar.example.com:8443/", "webcal://calendar.example.com:80/"),
    "too long": ("https://calendar.example.com/" + "a" * 2_000,),
}  # fmt: skip
SPELLINGS = {
    **dict.fromkeys(_INSIDE, INSIDE),
    **dict.fromkeys(_HIDDEN, HIDDEN),
    **{spelling: words for words, spellings in _OTHERS.items() for spelling in spellings},
}
