//! What the folder last promised: the number of the newest acknowledged batch.
//!
//! SQLite silently drops everything behind a damaged place in its log, acknowledged or not. So the writer notes beside the
//! database how far it has come, and the next open compares. The note is written after the batch is on disk and never synced in
//! the way of a commit, so it may lag behind the truth but never runs ahead of it. The last batch alone may be missing without a
//! report: a torn end of the log is what SQLite is built to mend.

use crate::fault::file_error;
use crate::folder;
use opentim_store::StoreError;
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};

/// Where it is.
const FILE: &str = "opentim.promise";
/// Two records are written in turn, each in a sector of its own, so that a torn write leaves the other.
const SECTOR: u64 = 512;
/// Batch, sum and check, eight bytes each.
const RECORD: usize = 24;
/// Batches between two syncs of the note.
const SYNC_EVERY: u64 = 1024;

/// How far the log of batches has come.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub(crate) struct Mark {
    /// Number of the batch; the folder's first is 1.
    pub batch: u64,
    /// Groups ever made; the newest has this number.
    pub births: u64,
    /// Events stored.
    pub events: u64,
    /// Sum of the hashes of all events stored, in no particular order.
    pub sum: u64,
}

/// The note on disk.
#[derive(Debug)]
pub(crate) struct Promise {
    file: File,
    path: PathBuf,
    newest: Option<Mark>,
}

impl Promise {
    /// Opens the note, or makes an empty one.
    pub(crate) fn open(folder: &Path) -> Result<Self, StoreError> {
        let path = folder.join(FILE);
        let mut file = folder::open_private(&path)?;
        let newest = read(&mut file).map_err(|error| file_error("reading", &path, &error))?;
        Ok(Self { file, path, newest })
    }

    /// Compares with what the database holds; takes back the note of a torn last batch.
    pub(crate) fn settle(&mut self, stored: Mark) -> Result<(), StoreError> {
        self.check(stored)?;
        if self.newest.is_none_or(|promised| promised.batch <= stored.batch) {
            return Ok(());
        }
        tracing::warn!(batch = stored.batch + 1, "the last batch before the stop is missing: the end of the log was torn");
        let again = self.file.set_len(0).and_then(|()| self.note(stored)).and_then(|()| self.sync());
        again.map_err(|error| file_error("writing", &self.path, &error))
    }

    /// Compares with what the database holds.
    pub(crate) fn check(&self, stored: Mark) -> Result<(), StoreError> {
        let Some(promised) = self.newest else { return Ok(()) };
        if promised.batch > stored.batch + 1 {
            return Err(StoreError::Damaged(format!(
                "batches {} to {} were acknowledged and are missing: the log of the database was damaged or taken away. \
                 Put back a copy of the whole folder, or remove {} to go on without them",
                stored.batch + 1,
                promised.batch,
                self.path.display()
            )));
        }
        if promised.batch == stored.batch && promised.sum != stored.sum {
            return Err(StoreError::Damaged(format!(
                "the database does not belong to this folder: batch {} has another sum than the one acknowledged. \
                 Put back a copy of the whole folder, or remove {} to go on with what is there",
                stored.batch,
                self.path.display()
            )));
        }
        Ok(())
    }

    /// Notes a batch that is on disk.
    pub(crate) fn note(&mut self, mark: Mark) -> io::Result<()> {
        let mut record = [0; RECORD];
        record[..8].copy_from_slice(&mark.batch.to_le_bytes());
        record[8..16].copy_from_slice(&mark.sum.to_le_bytes());
        let check = hash(0, &record[..16]);
        record[16..].copy_from_slice(&check.to_le_bytes());
        self.file.seek(SeekFrom::Start((mark.batch % 2) * SECTOR))?;
        self.file.write_all(&record)?;
        self.newest = Some(mark);
        if mark.batch.is_multiple_of(SYNC_EVERY) { self.file.sync_data() } else { Ok(()) }
    }

    /// Puts the note on disk.
    pub(crate) fn sync(&self) -> io::Result<()> {
        self.file.sync_data()
    }
}

fn read(file: &mut File) -> io::Result<Option<Mark>> {
    let mut bytes = Vec::new();
    file.seek(SeekFrom::Start(0))?;
    file.take(2 * SECTOR).read_to_end(&mut bytes)?;
    let records = [0, SECTOR as usize].into_iter().filter_map(|at| record(bytes.get(at..at + RECORD)?));
    Ok(records.max_by_key(|mark| mark.batch))
}

fn record(bytes: &[u8]) -> Option<Mark> {
    let number = |at: usize| Some(u64::from_le_bytes(bytes.get(at..at + 8)?.try_into().ok()?));
    let (batch, sum, check) = (number(0)?, number(8)?, number(16)?);
    (check == hash(0, bytes.get(..16)?)).then_some(Mark { batch, sum, ..Mark::default() })
}

/// FNV-1a over a key and bytes: finds damage, defends against nobody.
pub(crate) fn hash(key: u64, bytes: &[u8]) -> u64 {
    const PRIME: u64 = 0x0000_0100_0000_01b3;
    let step = |sum: u64, byte: &u8| (sum ^ u64::from(*byte)).wrapping_mul(PRIME);
    bytes.iter().fold(key.to_le_bytes().iter().fold(0xcbf2_9ce4_8422_2325, step), step)
}
