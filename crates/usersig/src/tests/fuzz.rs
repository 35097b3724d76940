//! Damaged and random input: never a panic, never a claim that was not signed.

use proptest::prelude::*;

use super::*;

/// A damaged signature is refused, or still states exactly what was signed.
fn assert_not_forged(sig: &str, sound: &Claims) {
    // Asked as whoever the document names, so that a changed name is not stopped before the digest.
    let document = envelope::open(sig).and_then(|json| Document::parse(&json));
    let (sdkappid, identifier) = match &document {
        Ok(document) => (document.sdkappid, document.identifier.as_str()),
        Err(_) => (sound.sdkappid, sound.identifier.as_str()),
    };
    if let Ok(claims) = verify(sig, &[KEY], sdkappid, identifier, 0) {
        assert_eq!(&claims, sound, "{sig}");
    }
}

fn stream(sig: &str) -> Vec<u8> {
    STANDARD.decode(sig.replace('*', "+").replace('-', "/").replace('_', "=")).unwrap()
}

fn flips(bytes: &[u8]) -> impl Iterator<Item = Vec<u8>> {
    (0..bytes.len() * 8).map(|bit| {
        let mut flipped = bytes.to_vec();
        flipped[bit / 8] ^= 1 << (bit % 8);
        flipped
    })
}

#[test]
fn no_single_bit_flip_forges_a_claim() {
    for sig in [&signed(), vectors::PYTHON_DEFAULT, vectors::STORED_BLOCKS, vectors::USERBUF] {
        for text in flips(sig.as_bytes()) {
            assert_not_forged(&String::from_utf8_lossy(&text), &claims());
        }
        for stream in flips(&stream(sig)) {
            assert_not_forged(&encoded(&stream), &claims());
        }
        for json in flips(&envelope::open(sig).unwrap()) {
            assert_not_forged(&envelope::seal(&json), &claims());
        }
    }
}

#[test]
fn text_cut_at_any_length_is_cut() {
    for sig in [&signed(), vectors::STORED_BLOCKS, vectors::UNMAPPED, vectors::USERBUF] {
        assert_eq!(check(sig), Ok(claims()));
        for length in 1..sig.len() {
            assert_eq!(check(&sig[..length]), Err(Fault::Cut), "{length} of {sig}");
        }
        assert_eq!(check(&sig[..0]), Err(Fault::Empty));
    }
}

#[test]
fn a_stream_cut_at_any_length_is_cut() {
    let stream = stream(&signed());
    for length in 1..stream.len() {
        assert_eq!(check(&encoded(&stream[..length])), Err(Fault::Cut), "{length}");
    }
}

#[test]
fn a_document_cut_at_any_length_is_malformed() {
    let json = envelope::open(&signed()).unwrap();
    for length in 0..json.len() {
        let sig = envelope::seal(&json[..length]);
        assert_eq!(check(&sig), Err(Fault::Malformed(Defect::Json)));
    }
}

proptest! {
    #[test]
    fn what_is_signed_verifies(
        key in prop::collection::vec(any::<u8>(), 1..200),
        sdkappid: u64,
        user in any::<String>(),
        time: u64,
        expire: u64,
        age: u64,
    ) {
        let sig = sign(&key, sdkappid, &user, time, expire);
        let now = time.saturating_add(age.min(expire));
        let expected = Claims { identifier: user.clone(), sdkappid, time, expire };
        prop_assert_eq!(verify(&sig, &[&key], sdkappid, &user, now), Ok(expected));
    }

    #[test]
    fn random_text_never_verifies(text in any::<String>()) {
        prop_assert!(check(&text).is_err());
    }

    #[test]
    fn random_base64_never_verifies(bytes in prop::collection::vec(any::<u8>(), 0..2000)) {
        prop_assert!(check(&encoded(&bytes)).is_err());
        let mut stream = vec![0x78, 0x9c];
        stream.extend(bytes);
        prop_assert!(check(&encoded(&stream)).is_err());
    }

    #[test]
    fn random_documents_never_verify(
        bytes in prop::collection::vec(any::<u8>(), 0..2000),
        text in "[\\[\\]{}:,\"TLS.vertim0-9e+ -]{0,200}",
    ) {
        prop_assert!(check(&envelope::seal(&bytes)).is_err());
        prop_assert!(check(&envelope::seal(text.as_bytes())).is_err());
    }

    #[test]
    fn several_damaged_bytes_forge_no_claim(
        damage in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6),
    ) {
        let mut json = envelope::open(&signed()).unwrap();
        for (at, byte) in damage {
            let at = at.index(json.len());
            json[at] = byte;
        }
        assert_not_forged(&envelope::seal(&json), &claims());
    }
}
