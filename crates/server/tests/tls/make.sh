#!/bin/sh
# Makes the certificates of the tests anew: an authority whose key is thrown away and two servers, valid for 100 years.
set -eu
cd "$(dirname "$0")"
key() { openssl ecparam -name prime256v1 -genkey -noout | openssl pkcs8 -topk8 -nocrypt; }
work=$(mktemp -d)
trap 'rm -r "$work"' EXIT
key > "$work/authority.key"
openssl req -x509 -new -key "$work/authority.key" -days 36500 -subj "/CN=opentim tests" -out authority.pem \
  -addext "keyUsage=critical,keyCertSign"
printf 'subjectAltName=DNS:localhost,IP:127.0.0.1\nbasicConstraints=CA:FALSE\n' > "$work/extensions"
for name in first second; do
  key > "$name.key"
  openssl req -new -key "$name.key" -subj "/CN=$name" -out "$work/request"
  openssl x509 -req -in "$work/request" -CA authority.pem -CAkey "$work/authority.key" -CAcreateserial \
    -CAserial "$work/serial" -days 36500 -out "$name.pem" -extfile "$work/extensions"
done
