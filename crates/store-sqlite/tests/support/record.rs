//! The record of a process's writes, and the disks that a power failure may leave of it.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test fails by panicking")]

use super::support::Dice;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

/// What was done to a file.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    Write,
    Sync,
    Truncate,
    Unlink,
    Rename,
    Link,
}

/// One operation on a file of the folder.
#[derive(Clone, Debug)]
pub struct Record {
    pub kind: Kind,
    pub name: String,
    pub offset: usize,
    pub data: Vec<u8>,
}

/// Reads the record that the recorder wrote.
pub fn read(mut bytes: &[u8]) -> Vec<Record> {
    let mut take = |count: usize| {
        let (taken, rest) = bytes.split_at_checked(count)?;
        bytes = rest;
        Some(taken)
    };
    let mut records = Vec::new();
    while let Some(head) = take(14) {
        let kind = match head[0] {
            b'w' => Kind::Write,
            b's' => Kind::Sync,
            b't' => Kind::Truncate,
            b'u' => Kind::Unlink,
            b'r' => Kind::Rename,
            b'l' => Kind::Link,
            other => panic!("a record of kind {other}"),
        };
        let (name_length, offset) = (usize::from(head[1]), u64::from_ne_bytes(head[2..10].try_into().unwrap()));
        let length = u32::from_ne_bytes(head[10..14].try_into().unwrap()) as usize;
        let name = String::from_utf8(take(name_length).unwrap().to_vec()).unwrap();
        records.push(Record { kind, name, offset: offset as usize, data: take(length).unwrap().to_vec() });
    }
    records
}

/// What the disk has of a file for certain, and what it may have besides.
#[derive(Clone, Default)]
struct OnDisk {
    synced: Vec<u8>,
    /// Writes and truncations since the last sync.
    loose: Vec<Record>,
}

impl OnDisk {
    fn apply(&mut self, record: &Record, length: usize) {
        match record.kind {
            Kind::Truncate => self.synced.resize(record.offset, 0),
            _ => {
                let end = record.offset + length;
                if self.synced.len() < end {
                    self.synced.resize(end, 0);
                }
                self.synced[record.offset..end].copy_from_slice(&record.data[..length]);
            }
        }
    }

    fn sync(&mut self) {
        for record in std::mem::take(&mut self.loose) {
            self.apply(&record, record.data.len());
        }
    }

    /// Each loose write is there, is not there, or is torn at a sector.
    fn crash(mut self, dice: &mut Dice) -> Vec<u8> {
        let keep = dice.roll(4);
        for record in std::mem::take(&mut self.loose) {
            match (keep, dice.roll(3)) {
                (0, _) | (1..3, 0) => {}
                (1..3, 1) => self.apply(&record, dice.roll(record.data.len() / 512 + 1) * 512),
                _ => self.apply(&record, record.data.len()),
            }
        }
        self.synced
    }
}

/// Writes into `folder` what a disk may hold after these records and a power failure. Names are taken as certain: SQLite and this
/// store sync the folder after making a file.
pub fn crash_image(records: &[Record], folder: &Path, dice: &mut Dice) {
    let mut disk: BTreeMap<String, OnDisk> = BTreeMap::new();
    for record in records {
        match record.kind {
            Kind::Write | Kind::Truncate => disk.entry(record.name.clone()).or_default().loose.push(record.clone()),
            Kind::Sync => disk.entry(record.name.clone()).or_default().sync(),
            Kind::Unlink => drop(disk.remove(&record.name)),
            Kind::Rename | Kind::Link => {
                let file = disk.get(&record.name).cloned().unwrap_or_default();
                disk.insert(String::from_utf8(record.data.clone()).unwrap(), file);
                if record.kind == Kind::Rename {
                    disk.remove(&record.name);
                }
            }
        }
    }
    fs::create_dir_all(folder).unwrap();
    for (name, file) in disk {
        // The index of the log is shared memory, not a file to be recovered; nor is the lock.
        if !name.ends_with("-shm") && !name.ends_with(".lock") && !name.is_empty() {
            fs::write(folder.join(name), file.crash(dice)).unwrap();
        }
    }
}
