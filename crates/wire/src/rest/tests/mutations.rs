//! Broken bodies by the thousand: no reader panics, and every refusal has one of the numbers a body can earn.

use crate::rest::Failure;
use crate::rest::group::{all, create, destroy, import, info, joined, modify, online, transfer};
use crate::rest::{application, attribute, audit, counter, explain, link, live, member, permission_group, topic, user};
use opentim_domain::permission_group::RightsChange;
use opentim_domain::{GroupId, PermissionGroupId, Secs, TopicId};
use std::fs;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::path::Path;

const ROUNDS: usize = 20_000;

/// A generator that needs nothing but its seed (xorshift64*).
struct Random(u64);

impl Random {
    fn next(&mut self) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        usize::try_from(self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33).unwrap()
    }

    fn below(&mut self, end: usize) -> usize {
        self.next() % end.max(1)
    }
}

fn bodies() -> Vec<Vec<u8>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    let mut bodies: Vec<_> = files.map(|file| fs::read(file).unwrap()).collect();
    bodies.sort();
    bodies
}

/// The request inside a fixture, so that mutations start from a good body.
fn request(fixture: &[u8]) -> Option<Vec<u8>> {
    let text = std::str::from_utf8(fixture).ok()?;
    let start = text.find("\"request\": ")? + "\"request\": ".len();
    let mut body = serde_json::Deserializer::from_str(&text[start..]).into_iter::<serde_json::Value>();
    Some(body.next()?.ok()?.to_string().into_bytes())
}

fn mutate(body: &mut Vec<u8>, random: &mut Random) {
    const PIECES: [&[u8]; 14] =
        [b"null", b"-1", b"1e999", b"\"", b"{", b"}", b"[", b"]", b",", b":", b"\\ud800", b"\xff", b"\0", b"9007199254740993"];
    for _ in 0..=random.below(3) {
        let at = random.below(body.len());
        match random.below(4) {
            0 => body.truncate(at),
            1 => drop(body.splice(at..at, PIECES[random.below(PIECES.len())].iter().copied())),
            2 => {
                let end = (at + random.below(8)).min(body.len());
                body.drain(at..end);
            }
            _ => {
                if let Some(byte) = body.get_mut(at) {
                    *byte = u8::try_from(random.below(256)).unwrap();
                }
            }
        }
    }
}

fn number<T>(outcome: Result<T, Failure>) -> Option<i32> {
    outcome.err().map(|failure| {
        assert!(!failure.text.is_empty() && failure.text.len() < 600, "{}", failure.text);
        failure.number
    })
}

#[test]
fn no_broken_body_panics_a_reader() {
    let seed = RandomState::new().build_hasher().finish() | 1;
    println!("seed {seed}");
    let mut random = Random(seed);
    let good: Vec<_> = bodies().iter().filter_map(|fixture| request(fixture)).collect();
    assert!(good.len() >= 19);
    for _ in 0..ROUNDS {
        let mut body = good[random.below(good.len())].clone();
        mutate(&mut body, &mut random);
        let mut draw = |_| GroupId::parse("drawn").unwrap();
        let numbers = [
            number(create::read(&body, &mut draw)),
            number(import::read(&body, &mut draw)),
            number(destroy::read(&body)),
            number(info::read(&body, 50)),
            number(joined::read(&body, 5000)),
            number(all::read(&body, 10_000)),
            number(modify::read(&body)),
            number(transfer::read(&body)),
            number(online::read(&body)),
            number(member::list::read(&body, 6000)),
            number(member::specified::read(&body, 50)),
            number(member::add::read(&body)),
            number(member::delete::read(&body)),
            number(member::modify::read(&body)),
            number(member::roles::read(&body, 500)),
            number(member::mute::read(&body)),
            number(member::muted::read(&body)),
            number(member::import::read(&body)),
            number(member::unread::read(&body)),
            number(member::ban::read(&body)),
            number(member::unban::read(&body)),
            number(member::banned::read(&body, 100)),
            number(application::list::read(&body, 100)),
            number(application::decide::read(&body)),
        ]
        .into_iter()
        .chain(numbers_of_contents(&body))
        .chain(numbers_of_people(&body));
        for number in numbers.flatten() {
            assert!([60003, 10004, 10005, 10015, 10018].contains(&number), "{number}: {:?}", String::from_utf8_lossy(&body));
        }
    }
}

fn numbers_of_contents(body: &[u8]) -> Vec<Option<i32>> {
    let mut topics = |_: &GroupId| TopicId::parse("@TGS#_g@TOPIC#_drawn").unwrap();
    let mut groups = |_: &GroupId| PermissionGroupId::parse("@PMG#_drawn").unwrap();
    vec![
        number(attribute::write::set(body, true)),
        number(attribute::write::delete(body)),
        number(attribute::write::clear(body)),
        number(attribute::get::read(body)),
        number(counter::update::read(body)),
        number(counter::keys::get(body)),
        number(counter::keys::delete(body)),
        number(topic::create::read(body, &mut topics)),
        number(topic::import::read(body, Secs(1), &mut topics)),
        number(topic::modify::read(body)),
        number(topic::get::read(body)),
        number(topic::destroy::read(body)),
        number(topic::custom_data::read(body)),
        number(permission_group::create::read(body, &mut groups)),
        number(permission_group::modify::read(body)),
        number(permission_group::destroy::read(body)),
        number(permission_group::get::read(body)),
        number(permission_group::topics::change(body, RightsChange::Delete)),
        number(permission_group::topics::get(body)),
        number(permission_group::members::add(body)),
        number(permission_group::members::list(body)),
        number(link::create::read(body)),
        number(link::revoke::read(body)),
        number(link::list::read(body)),
        number(audit::read(body)),
        number(explain::read(body)),
    ]
}

fn numbers_of_people(body: &[u8]) -> Vec<Option<i32>> {
    vec![
        number(link::join::read(body)),
        number(live::members::read(body)),
        number(live::check::read(body, 500)),
        number(live::marks::read(body, 500)),
        number(live::admins::change(body)),
        number(live::admins::list(body)),
        number(user::import::one(body)),
        number(user::import::many(body)),
        number(user::check::check(body)),
        number(user::check::delete(body)),
        number(user::kick::read(body)),
        number(user::status::read(body)),
        number(user::portrait::set(body)),
        number(user::portrait::get(body)),
    ]
}
