//! Which web pages may open sessions: browsers say by `Origin` whose script it is (RFC 6454), other programs say nothing.

use hyper::HeaderMap;
use hyper::header::ORIGIN;
use std::fmt;
use std::str::FromStr;

/// Scheme, host and port of a page, `null` for pages without one, or `*` for all.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Origin(String);

/// Why a text is no origin.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NoOrigin;

impl fmt::Display for NoOrigin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(
            "scheme, host and perhaps port such as \"https://app.example.com\" without a path, \"null\" for pages from files, or \
             \"*\" for every page",
        )
    }
}

impl FromStr for Origin {
    type Err = NoOrigin;

    fn from_str(text: &str) -> Result<Self, NoOrigin> {
        let whole = text == "*" || text == "null";
        let named = text.split_once("://").is_some_and(|(scheme, host)| {
            let in_scheme = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
            let in_host = |byte: u8| byte.is_ascii_graphic() && !matches!(byte, b'/' | b'?' | b'#' | b'@' | b'*' | b'"' | b',');
            !scheme.is_empty() && scheme.bytes().all(in_scheme) && !host.is_empty() && host.bytes().all(in_host)
        });
        if whole || named { Ok(Self(text.to_ascii_lowercase())) } else { Err(NoOrigin) }
    }
}

/// The origin that may not come in, if the request names one.
pub(super) fn stranger(headers: &HeaderMap, allowed: &[Origin]) -> Option<String> {
    let mut given = headers.get_all(ORIGIN).iter();
    let refused = |origin: &str| !allowed.iter().any(|Origin(known)| known == "*" || known.eq_ignore_ascii_case(origin));
    given.find_map(|origin| {
        let origin = String::from_utf8_lossy(origin.as_bytes());
        refused(&origin).then(|| origin.chars().take(100).collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use hyper::header::HeaderValue;

    fn refused(origin: Option<&'static str>, allowed: &[&str]) -> bool {
        let allowed: Vec<Origin> = allowed.iter().map(|text| text.parse().unwrap()).collect();
        let mut headers = HeaderMap::new();
        origin.map(|origin| headers.insert(ORIGIN, HeaderValue::from_static(origin)));
        stranger(&headers, &allowed).is_some()
    }

    #[test]
    fn programs_come_in_and_pages_when_they_are_named() {
        assert!(!refused(None, &[]));
        assert!(refused(Some("https://app.example.com"), &[]));
        assert!(!refused(Some("https://app.example.com"), &["https://APP.example.com"]));
        assert!(refused(Some("https://app.example.com:8443"), &["https://app.example.com"]));
        assert!(refused(Some("https://app.example.com.evil.org"), &["https://app.example.com"]));
        assert!(refused(Some("http://app.example.com"), &["https://app.example.com"]));
        assert!(refused(Some("null"), &["https://app.example.com"]));
        assert!(!refused(Some("null"), &["null"]));
        assert!(!refused(Some("file://"), &["*"]));
    }

    #[test]
    fn what_is_no_origin_is_refused() {
        for text in ["", "app.example.com", "https://", "https://app.example.com/", "https://*.example.com", "://x", "https://a b"]
        {
            assert_eq!(text.parse::<Origin>(), Err(NoOrigin), "{text}");
        }
        assert!("app://.".parse::<Origin>().is_ok() && "http://[::1]:8080".parse::<Origin>().is_ok());
    }
}
