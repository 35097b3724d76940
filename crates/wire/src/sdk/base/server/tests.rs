use super::ServerAddress;

fn address(secure: bool, host: &str, port: u16, path: &str) -> ServerAddress {
    ServerAddress { secure, host: host.to_owned(), port, path: path.to_owned() }
}

#[test]
fn an_address_has_scheme_and_host_and_the_rest_is_as_usual() {
    for (text, wanted) in [
        ("ws://localhost", address(false, "localhost", 80, "/gateway")),
        ("wss://chat.example.com", address(true, "chat.example.com", 443, "/gateway")),
        ("WSS://Chat.Example.COM./", address(true, "chat.example.com", 443, "/gateway")),
        ("http://127.0.0.1:8090", address(false, "127.0.0.1", 8090, "/gateway")),
        ("https://chat_1.example.com:8443/a/b", address(true, "chat_1.example.com", 8443, "/a/b")),
        ("ws://[::1]:8090/gateway", address(false, "::1", 8090, "/gateway")),
        ("wss://[2001:DB8:0::1]", address(true, "2001:db8::1", 443, "/gateway")),
        ("ws://h:65535/", address(false, "h", 65535, "/gateway")),
    ] {
        assert_eq!(ServerAddress::parse(text), Ok(wanted), "{text}");
    }
}

#[test]
fn an_address_is_written_as_it_can_be_read_again() {
    for text in ["ws://localhost:80/gateway", "wss://[2001:db8::1]:443/a", "ws://127.0.0.1:8090/gateway"] {
        assert_eq!(ServerAddress::parse(text).unwrap().to_string(), text);
    }
}

#[test]
fn what_is_no_address_is_refused_with_what_to_mend() {
    for (text, wanted) in [
        ("", "must begin with ws:// or wss://, \"\" was given"),
        ("localhost:8090", "must begin with ws:// or wss://, \"localhost:8090\" was given"),
        ("ftp://host", "must begin with ws:// or wss://, \"ftp://host\" was given"),
        (" ws://host", "must begin with ws:// or wss://, \" ws://host\" was given"),
        ("ws://", "must name a host"),
        ("ws:///gateway", "must name a host"),
        ("ws://:80", "must name a host"),
        ("ws://host:", "must have a port from 1 to 65535, \"\" was given"),
        ("ws://host:0", "must have a port from 1 to 65535, \"0\" was given"),
        ("ws://host:65536", "must have a port from 1 to 65535, \"65536\" was given"),
        ("ws://host:+80", "must have a port from 1 to 65535, \"+80\" was given"),
        ("ws://ho st", "must have the name or IP address of a host, \"ho st\" was given"),
        ("ws://a..b", "must have the name or IP address of a host, \"a..b\" was given"),
        ("ws://[::1", "must have an IPv6 address within [ and ] with nothing but :port after it, \"ws://[::1\" was given"),
        (
            "ws://[::1]8090",
            "must have an IPv6 address within [ and ] with nothing but :port after it, \"ws://[::1]8090\" was given",
        ),
        ("ws://[name]", "must have the name or IP address of a host, \"[name]\" was given"),
        ("ws://host?a=1", "must not hold ? or #"),
        ("ws://host/gateway#a", "must not hold ? or #"),
        ("ws://host/a b", "must have a path of printable ASCII without blanks, \"/a b\" was given"),
    ] {
        assert_eq!(ServerAddress::parse(text), Err(wanted.to_owned()), "{text}");
    }
    assert!(ServerAddress::parse("ws://例子").unwrap_err().contains("xn--"));
    let long = ServerAddress::parse(&format!("ws://{}", "a.".repeat(200))).unwrap_err();
    assert!(long.ends_with("... was given"), "{long}");
}

#[test]
fn a_password_in_an_address_is_not_repeated() {
    for text in ["ws://alice:secret@host", "alice:secret@host", "ftp://alice:secret@host", "ws://alice:secret@[::1"] {
        let fault = ServerAddress::parse(text).unwrap_err();
        assert!(!fault.contains("secret"), "{fault}");
    }
}
