"""Texts in no language at all: bytes as base64, hexadecimal or a dump, keys, checksums, sequences, keys hit at random.

They are made as programs make them, with the heads that tokens, certificates and keys always have.
"""

import base64
import json
import string
import uuid

LETTERS = "asdfjkl;ghqweruiopzxcvnm"
ENCODINGS = [base64.b64encode] * 3 + [base64.urlsafe_b64encode, base64.b32encode, base64.b85encode, base64.a85encode]
PEM = ["CERTIFICATE", "CERTIFICATE REQUEST", "PRIVATE KEY", "RSA PRIVATE KEY", "EC PRIVATE KEY", "PUBLIC KEY"]
PGP = ["PGP MESSAGE", "PGP SIGNATURE", "PGP PUBLIC KEY BLOCK"]
# What the names of the kinds of key come to in base64.
KEYS = {
    "ssh-rsa": "AAAAB3NzaC1yc2EAAAADAQABAAAB",
    "ssh-ed25519": "AAAAC3NzaC1lZDI1NTE5AAAAI",
    "ecdsa-sha2-nistp256": "AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAI",
}


def octets(w, low=8, high=1500):
    """Random bytes, so many that a few are as likely as many."""
    return w.random.randbytes(int(low * (high / low) ** w.random.random()))


def wrapped(text, width):
    return "\n".join(text[at : at + width] for at in range(0, len(text), width))


def base(w):
    text = w.one(ENCODINGS)(octets(w)).decode()
    return wrapped(text, w.one([64, 64, 76, 76, 72, 60, 100_000]))


def token(w):
    """A JSON web token."""
    head = {"alg": w.one(["HS256", "RS256", "ES256"]), "typ": "JWT"}
    body = {"sub": w.hexadecimal(12), "name": w.noun(), "exp": w.number(10**9, 2 * 10**9)}
    parts = [*(json.dumps(part, separators=(",", ":")).encode() for part in (head, body)), octets(w, 32, 256)]
    return ".".join(base64.urlsafe_b64encode(part).decode().rstrip("=") for part in parts)


def armoured(w):
    if w.maybe(0.3):
        kind, head, body = w.one(PGP), w.one(["", "Version: GnuPG v2\n"]) + "\n", base64.b64encode(octets(w, 60)).decode()
    else:
        # A sequence of so many bytes, as DER has it.
        kind, head, body = w.one(PEM), "", base64.b64encode(b"\x30\x82" + octets(w, 60)).decode()
    return f"-----BEGIN {kind}-----\n{head}{wrapped(body, 64)}\n-----END {kind}-----"


def public_key(w):
    kind = w.one(list(KEYS))
    return f"{kind} {KEYS[kind]}{base64.b64encode(octets(w, 32, 300)).decode()} {w.noun()}@{w.host()}"


def hexadecimal(w):
    data, size = octets(w), w.one([16, 20, 24, 32, 100_000])
    mark, show = w.one(["", "", "", " ", ":"]), w.one([str.lower, str.lower, str.upper])
    return "\n".join(show(data[at : at + size].hex(*mark)) for at in range(0, len(data), size))


def printed(row):
    return "".join(chr(byte) if 32 <= byte < 127 else "." for byte in row)


def xxd(at, row):
    return f"{at:08x}: {row.hex(' ', -2):<39}  {printed(row)}"


def hexdump(at, row):
    return f"{at:08x}  {row[:8].hex(' '):<23}  {row[8:].hex(' '):<23}  |{printed(row)}|"


def od(at, row):
    """With words of two bytes, the lower one first."""
    words = (int.from_bytes(row[n : n + 2], "little") for n in range(0, len(row), 2))
    return f"{at:07o} {' '.join(f'{word:04x}' for word in words)}"


def dump(data, form):
    """Bytes as `xxd`, `hexdump -C` or `od -x` show them."""
    lines = [form(at, data[at : at + 16]) for at in range(0, len(data), 16)]
    ends = {xxd: [], hexdump: [f"{len(data):08x}"], od: [f"{len(data):07o}"]}
    return "\n".join(lines + ends[form])


def dumped(w):
    data = octets(w, 16, 600)
    if w.maybe(0.5):
        data = (w.sentence() + "\n").encode() + data
    return dump(data, w.one([xxd, hexdump, od]))


def checksum(w):
    return w.hexadecimal(w.one([32, 40, 64, 64, 128]))


def checksums(w):
    size = w.one([32, 40, 64, 64, 128])
    files = (f"{w.noun()}-{w.number(0, 9)}.{w.one(['tar.gz', 'zip', 'deb', 'iso'])}" for _ in range(w.number(1, 8)))
    return "\n".join(f"{w.hexadecimal(size)}  {file}" for file in files)


def identifiers(w):
    return "\n".join(str(uuid.UUID(bytes=w.random.randbytes(16), version=4)) for _ in range(w.number(1, 8)))


def typed(w):
    """Keys hit at random."""
    words = ["".join(w.one(LETTERS) for _ in range(w.number(6, 14))) for _ in range(w.number(1, 20))]
    return w.one([" ", " ", "", "\n"]).join(words)


def printable(w):
    marks = string.ascii_letters + string.digits + string.punctuation + w.one(["", " ", "  \n"])
    return "".join(w.one(marks) for _ in range(int(8 * 120 ** w.random.random())))


def undecoded(w):
    """Bytes that are no text, read as if they were."""
    return octets(w, 20, 800).decode(w.one(["latin-1", "cp437", "utf-8"]), "replace").replace("\0", "").replace("\r", "")


def sequence(w):
    alphabet = w.one(["ACGT", "ACGT", "ACGU", "ACDEFGHIKLMNPQRSTVWY"])
    records = []
    for n in range(w.number(1, 4)):
        body = wrapped("".join(w.one(alphabet) for _ in range(w.number(30, 500))), w.one([60, 70, 80]))
        records.append(f">{w.noun()}{n} {w.sentence()}\n{body}" if w.maybe(0.7) else body)
    return "\n".join(records)


KINDS = [
    *[base] * 4,
    *[hexadecimal, dumped, armoured, typed, printable] * 2,
    *[token, public_key, checksum, checksums, identifiers, undecoded, sequence],
]


def text(w):
    return w.one(KINDS)(w)
