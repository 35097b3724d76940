//! Bytes that nobody meant, into the decoder and into live connections. `FUZZ_SEED` and `FUZZ_INPUTS` repeat or lengthen a run.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use futures_util::SinkExt;
use opentim_gateway::Settings;
use opentim_wire::frame::{ClientFrame, ServerFrame};
use std::time::Duration;
use support::{Gateway, Got, json, login_frame};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio_tungstenite::tungstenite::Message;

/// Numbers from a seed (xorshift64).
struct Dice(u64);

impl Dice {
    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    fn of<'a, T>(&mut self, items: &'a [T]) -> &'a T {
        &items[self.below(items.len())]
    }
}

fn number(name: &str, usual: u64) -> u64 {
    std::env::var(name).ok().and_then(|text| text.parse().ok()).unwrap_or(usual)
}

fn dice() -> Dice {
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).unwrap().as_nanos();
    let seed = number("FUZZ_SEED", u64::try_from(now % u128::from(u64::MAX)).unwrap()).max(1);
    println!("FUZZ_SEED={seed}");
    Dice(seed)
}

/// Frames as they should be, of both sides.
fn valid() -> Vec<String> {
    let page = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/protocol.md")).unwrap();
    page.split("```json\n").skip(1).map(|rest| rest.split("```").next().unwrap().trim().to_owned()).collect()
}

/// Pieces that parsers stumble over.
const PIECES: [&str; 24] = [
    "{",
    "}",
    "[",
    "]",
    "\"",
    ":",
    ",",
    "null",
    "true",
    "-1",
    "0",
    "1e999",
    "9007199254740993",
    "18446744073709551616",
    "\\u0000",
    "\\ud800",
    "\"t\":",
    "\"id\":",
    "\"login\"",
    "{\"t\":\"call\",",
    "é",
    "\u{202e}",
    "[[[[[[[[[[[[[[[[[[[[",
    "\\",
];

/// A frame with a few faults, or something of pieces and noise.
fn input(dice: &mut Dice, valid: &[String]) -> String {
    let mut bytes = match dice.below(4) {
        0 => Vec::new(),
        _ => dice.of(valid).clone().into_bytes(),
    };
    for _ in 0..=dice.below(6) {
        let at = dice.below(bytes.len() + 1);
        match dice.below(6) {
            0 if at < bytes.len() => bytes[at] = dice.next().to_le_bytes()[0],
            1 => bytes.truncate(at),
            2 => drop(bytes.splice(at..at, dice.of(&PIECES).bytes())),
            3 => drop(bytes.splice(at..at, dice.of(valid).clone().into_bytes())),
            4 => bytes.extend((0..dice.below(40)).map(|_| dice.next().to_le_bytes()[0])),
            _ => {
                let end = at + dice.below(bytes.len() - at + 1);
                let piece = bytes[at..end].to_vec();
                drop(bytes.splice(at..at, piece.repeat(1 + dice.below(3))));
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[test]
fn the_decoders_take_or_refuse_everything() {
    let (mut dice, valid) = (dice(), valid());
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..number("FUZZ_INPUTS", 20_000) {
        let text = input(&mut dice, &valid);
        match ClientFrame::decode(&text) {
            Ok(frame) => {
                taken += 1;
                let again = frame.encode();
                assert_eq!(ClientFrame::decode(&again).expect(&text).encode(), again, "{text}");
            }
            Err(bad) => {
                refused += 1;
                assert!(!bad.desc.is_empty() && bad.desc.len() < 600, "{bad:?} for {text}");
            }
        }
        if let Ok(frame) = ServerFrame::decode(&text) {
            let again = frame.encode();
            assert_eq!(ServerFrame::decode(&again).expect(&text).encode(), again, "{text}");
        }
    }
    println!("{taken} taken, {refused} refused");
    assert!(taken > 0 && refused > 0);
}

#[tokio::test]
async fn a_live_connection_answers_or_closes_whatever_comes() {
    let (mut dice, valid) = (dice(), valid());
    let gateway = Gateway::of(Settings { rate: 1_000_000, burst: 1_000_000, ..Settings::default() });
    let mut inputs = number("FUZZ_INPUTS", 20_000) / 10;
    while inputs > 0 {
        let mut client = gateway.connect().await;
        if dice.below(4) > 0 {
            client.send(&login_frame("alice", &json!({"instance": dice.next().to_string()}))).await;
        }
        for _ in 0..20 {
            inputs = inputs.saturating_sub(1);
            if client.ws.send(Message::Text(input(&mut dice, &valid).into())).await.is_err() {
                break;
            }
        }
        // It is either closed, or alive and well.
        let _ = client.ws.send(Message::Text(r#"{"t":"ping","n":77}"#.into())).await;
        loop {
            match client.got().await {
                Got::Frame(frame) if frame == json!({"t": "pong", "n": 77}) => break,
                Got::Frame(_) => {}
                Got::Closed(code) => {
                    assert!(code == 1000 || code == 4000 || code == 4003 || code == 4006, "{code}");
                    break;
                }
                Got::Cut => break,
            }
        }
    }
    gateway.enter("bob").await.create("still here", &[]).await;
}

#[tokio::test]
async fn a_live_connection_survives_bytes_that_are_no_websocket() {
    let mut dice = dice();
    let gateway = Gateway::of(Settings { login_time: Duration::from_millis(300), ..Settings::default() });
    for _ in 0..number("FUZZ_INPUTS", 20_000) / 100 {
        let mut pipe = gateway.raw_pipe().await;
        let bytes: Vec<u8> = (0..dice.below(400)).map(|_| dice.next().to_le_bytes()[0]).collect();
        // A first byte of a text message, now and then.
        let first: &[u8] = if dice.below(2) == 0 { &[0x81] } else { &[] };
        let _ = pipe.write_all(&[first, &bytes].concat()).await;
        let _ = pipe.shutdown().await;
        let mut answer = Vec::new();
        let _ = pipe.read_to_end(&mut answer).await;
    }
    gateway.enter("bob").await.create("still here", &[]).await;
}
