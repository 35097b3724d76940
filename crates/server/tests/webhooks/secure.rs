//! Back ends over TLS.

use super::*;

fn start(name: &str, host: &str, port: u16, more: &str) -> Hooked {
    let more = format!("on_failure = \"refuse\"\nevents = [\"BeforeCreateGroup\"]\n{more}");
    Hooked::start(name, &format!("https://{host}:{port}/hooks"), &more)
}

#[test]
fn a_certificate_is_verified() {
    let receiver = Receiver::secure();
    let ca = format!("ca = {:?}", tls::made("authority.pem"));
    let group = json!({ "Type": "Public", "Name": "n" });
    for (at, host) in ["localhost", "127.0.0.1"].into_iter().enumerate() {
        let trusted = start(&format!("trusted-{at}"), host, receiver.port, &ca);
        trusted.done("create_group", &group);
        // The same connection, or another one.
        trusted.done("create_group", &group);
        assert_eq!(receiver.taken().len(), 2 * (at + 1));
    }
    let stranger = start("stranger", "127.0.0.1", receiver.port, "");
    assert_refused(&stranger.call("create_group", &group), 10016, "no connection to it: invalid peer certificate");
    // It listens there too, but its certificate does not say so.
    let misnamed = start("misnamed", "127.0.0.2", receiver.port, &ca);
    assert_refused(&misnamed.call("create_group", &group), 10016, "certificate not valid for name \"127.0.0.2\"");
    assert_eq!(receiver.log().len(), 4);
}

#[test]
fn a_back_end_without_tls_is_none_over_https() {
    let receiver = Receiver::start();
    let hooked = start("plain", "127.0.0.1", receiver.port, "");
    assert_refused(&hooked.call("create_group", &json!({ "Type": "Public", "Name": "n" })), 10016, "no connection to it");
}
