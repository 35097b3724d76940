//! Sentences about invite links.

pub(super) fn unknown() -> String {
    "there is no such invite link: it was revoked, or is not complete; ask for another one".to_owned()
}

pub(super) fn expired(at: u64) -> String {
    format!("the invite link has expired at {at} (unix seconds); ask for another one")
}

pub(super) fn used_up(most: u32) -> String {
    format!("the invite link has let in as many as it may, {most}; ask for another one")
}

pub(super) fn taken() -> String {
    "the id belongs to another invite link; choose another id".to_owned()
}
