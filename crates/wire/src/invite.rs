//! The token of an invite link, as both dialects show and take it: `oti1.<group>.<link>.<secret>`, where the group's id is written
//! as base64url. It tells nobody more than which group it is for; whoever holds the secret gets in.

use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD as BASE64;
use opentim_domain::{GroupId, LinkId};
use std::fmt;

/// How every token begins; another form would begin otherwise.
const START: &str = "oti1";
/// Longest secret that is taken, in characters; those made here are shorter.
const MOST_SECRET: usize = 64;

/// What a token says. It is not shown by `Debug`: its secret belongs in no log.
#[derive(Clone, PartialEq, Eq)]
pub struct InviteToken {
    /// The group.
    pub group: GroupId,
    /// The public part of the link.
    pub link: LinkId,
    /// The secret part, whose SHA-256 the group keeps: the text as it stands, letters, digits, `-` and `_`.
    pub secret: String,
}

/// A text is no token of an invite link.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct BadToken;

impl fmt::Display for BadToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "it must be a whole token of an invite link, which begins with {START}.; it may be cut short")
    }
}

impl InviteToken {
    /// Takes a token apart.
    ///
    /// # Errors
    /// [`BadToken`].
    pub fn parse(text: &str) -> Result<Self, BadToken> {
        let mut parts = text.split('.');
        let (Some(START), Some(group), Some(link), Some(secret), None) =
            (parts.next(), parts.next(), parts.next(), parts.next(), parts.next())
        else {
            return Err(BadToken);
        };
        let group = BASE64.decode(group).ok().and_then(|bytes| String::from_utf8(bytes).ok()).ok_or(BadToken)?;
        let secret_good = (1..=MOST_SECRET).contains(&secret.len())
            && secret.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_');
        if !secret_good {
            return Err(BadToken);
        }
        Ok(Self {
            group: GroupId::parse(&group).map_err(|_| BadToken)?,
            link: LinkId::parse(link).map_err(|_| BadToken)?,
            secret: secret.to_owned(),
        })
    }
}

/// The token itself.
impl fmt::Display for InviteToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { group, link, secret } = self;
        write!(f, "{START}.{}.{link}.{secret}", BASE64.encode(group.as_str()))
    }
}

impl fmt::Debug for InviteToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("InviteToken").field("group", &self.group).field("link", &self.link).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_token_says_what_it_was_made_of_and_hides_its_secret_from_logs() {
        let token = InviteToken {
            group: GroupId::parse("@TGS#_team one.two").unwrap(),
            link: LinkId::parse("a-b_1").unwrap(),
            secret: "S3cr-t_".to_owned(),
        };
        let text = token.to_string();
        assert!(text.starts_with("oti1.") && text.matches('.').count() == 3, "{text}");
        assert_eq!(InviteToken::parse(&text), Ok(token.clone()));
        assert!(!format!("{token:?}").contains("S3cr"), "{token:?}");
    }

    #[test]
    fn what_is_no_whole_token_is_refused() {
        for text in
            ["", "oti1", "oti1.Zw.l", "oti1.Zw.l.", "oti1.Zw.l.s.t", "oti2.Zw.l.s", "oti1.%.l.s", "oti1..l.s", "oti1.Zw.l l.s"]
        {
            assert_eq!(InviteToken::parse(text), Err(BadToken), "{text}");
        }
        assert!(InviteToken::parse(&format!("oti1.Zw.l.{}", "s".repeat(65))).is_err());
        assert!(InviteToken::parse("oti1.Zw.l.s").is_ok());
    }
}
