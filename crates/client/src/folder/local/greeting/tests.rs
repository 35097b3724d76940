#![allow(clippy::unwrap_used, reason = "tests end at the first surprise")]

use super::*;
use crate::runtime::runtime;
use tokio::io::duplex;

#[test]
fn owner_and_visitor_learn_of_each_other_and_leave_the_rest_of_the_stream_alone() {
    runtime().block_on(async {
        for wish in [Wish::Watch, Wish::Frames] {
            let (mut owner, mut visitor) = duplex(1024);
            let visit = async {
                let greeting = visit(&mut visitor, wish).await.unwrap();
                visitor.write_all(b"frame").await.unwrap();
                greeting
            };
            let (heard, greeting) = tokio::join!(receive(&mut owner), visit);
            assert_eq!((heard.unwrap(), greeting), (wish, Greeting::own()));
            let mut rest = [0; 5];
            owner.read_exact(&mut rest).await.unwrap();
            assert_eq!(&rest, b"frame");
        }
    });
}

#[test]
fn an_owner_of_another_protocol_is_told_nothing() {
    runtime().block_on(async {
        let (mut owner, mut visitor) = duplex(1024);
        owner.write_all(b"opentim 9.1.0-beta.2 protocol 7 pid 42 colour green\n").await.unwrap();
        let greeting = visit(&mut visitor, Wish::Frames).await.unwrap();
        assert_eq!(greeting, Greeting { version: "9.1.0-beta.2".into(), protocol: 7, pid: 42 });
        assert!(!greeting.speaks_as_we());
        drop(visitor);
        assert_eq!(owner.read(&mut [0; 8]).await.unwrap(), 0);
    });
}

#[test]
fn what_is_no_greeting_is_refused() {
    runtime().block_on(async {
        let long = "x".repeat(300);
        for line in ["", "HTTP/1.1 200 OK", "opentim 1 protocol x pid 2", "opentim 1 pid 2", &long] {
            let (mut owner, mut visitor) = duplex(1024);
            owner.write_all(format!("{line}\n").as_bytes()).await.unwrap();
            let refused = visit(&mut visitor, Wish::Watch).await.unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::InvalidData, "{line}");
        }
        let (owner, mut visitor) = duplex(1024);
        drop(owner);
        assert_eq!(visit(&mut visitor, Wish::Watch).await.unwrap_err().kind(), ErrorKind::UnexpectedEof);
        let (mut owner, mut visitor) = duplex(1024);
        visitor.write_all(b"dance\n").await.unwrap();
        assert_eq!(receive(&mut owner).await.unwrap_err().kind(), ErrorKind::InvalidData);
    });
}
