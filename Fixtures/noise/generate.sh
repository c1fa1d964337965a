#!/bin/sh
# What programs write that is in no language, for Benchmarks/accuracy/ambiguous: sh Fixtures/noise/generate.sh > pieces.jsonl
# Needs openssl, xxd, hexdump, GnuPG, ssh-keygen and /proc. Each run makes others; no private key is kept.
set -eu
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

piece() { python3 -c 'import json, sys; print(json.dumps({"text": sys.stdin.buffer.read().decode("utf-8", "replace").replace("\0", ""), "languages": []}))'; }
bytes() { head -c "$1" /dev/urandom; }

for size in 24 90 300 900; do
  bytes "$size" | openssl base64 | piece
  bytes "$size" | base64 -w 0 | piece
  bytes "$size" | xxd -p | piece
  bytes "$size" | xxd | piece
done
bytes 100 | hexdump -C | piece
bytes 100 | od | piece
bytes 200 | base32 | piece
bytes 200 | python3 -c 'import base64, sys; print(base64.b85encode(sys.stdin.buffer.read()).decode())' | piece
bytes 600 | LC_ALL=C tr -cd '[:print:]' | piece
bytes 3000 | LC_ALL=C tr -cd '[:alnum:]' | piece
bytes 3000 | LC_ALL=C tr -cd '[:lower:] ' | piece
bytes 300 | piece
bytes 400 | iconv -f latin1 -t utf8 | piece
openssl genrsa -out rsa.pem 2048 2>/dev/null
openssl rsa -in rsa.pem -pubout 2>/dev/null | piece
openssl req -x509 -key rsa.pem -subj /CN=example.org 2>/dev/null | piece
ssh-keygen -q -t ed25519 -N '' -C someone@example.org -f ssh
piece < ssh.pub
printf 'a message\n' | gpg --homedir "$folder" --batch --quiet --passphrase x --pinentry-mode loopback --symmetric --armor 2>/dev/null | piece
for file in rsa.pem ssh ssh.pub; do sha256sum "$file"; done | piece
md5sum ssh.pub | piece
sha1sum < rsa.pem | cut -d ' ' -f 1 | piece
for _ in 1 2 3 4 5; do cat /proc/sys/kernel/random/uuid; done | piece
gzip -c ssh.pub | piece
