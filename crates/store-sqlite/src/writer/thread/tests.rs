use super::{Task, Writer, WriterSetup, connect};
use crate::fresh::Stay;
use crate::promise::Promise;
use crate::{Options, folder};
use opentim_domain::{AppId, Change, GroupId, Home, Millis, UserEffect, UserId};
use opentim_store::conformance::FixedClock;
use opentim_store::{Commit, News, Watcher};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// Listens from the question after the first `deaf_for`.
#[derive(Default)]
struct Listener {
    deaf_for: usize,
    asked: AtomicUsize,
    missed: AtomicUsize,
    panics: bool,
}

impl Watcher for Listener {
    fn listens(&self, _: AppId) -> bool {
        self.asked.fetch_add(1, Ordering::Relaxed) >= self.deaf_for
    }

    fn committed(&self, _: News) {
        assert!(!self.panics, "a defect of the watcher");
    }

    fn missed(&self) {
        self.missed.fetch_add(1, Ordering::Relaxed);
    }
}

struct Scene {
    folder: PathBuf,
    writer: Writer,
    listener: Arc<Listener>,
}

impl Scene {
    fn new(name: &str, listener: Listener) -> Self {
        let folder = std::env::temp_dir().join(format!("opentim-writer-{name}-{}", std::process::id()));
        drop(std::fs::remove_dir_all(&folder));
        folder::create(&folder).unwrap();
        let listener = Arc::new(listener);
        let watcher: Arc<dyn Watcher> = listener.clone();
        let setup = WriterSetup {
            database: folder::database(&folder).unwrap(),
            options: Options::default(),
            clock: Arc::new(FixedClock::default()),
            lock: folder::FolderLock::take(&folder).unwrap(),
            promise: Promise::open(&folder).unwrap(),
            fresh: Default::default(),
            stay: Stay::default(),
            caches: Arc::new(crate::cache::Caches::new(1)),
            watched: Arc::new(std::sync::Mutex::new(Some(watcher))),
        };
        Self { folder, writer: Writer::begin(setup).unwrap(), listener }
    }

    /// Writes a batch of one commit to this home.
    fn write(&mut self, home: Home) {
        let user = UserId::parse("ann").unwrap();
        let changes = vec![Change::ApplicationsRead(Millis(1))];
        let effects = vec![UserEffect { user, joined: None, left: true, notice: None }];
        let app = AppId::new(1_400_000_000).unwrap();
        let commit =
            Commit { app, home, operation: None, asserts: Vec::new(), changes, events: Vec::new(), effects, reply: Vec::new() };
        let (task, mut answer) = Task::new(commit);
        self.writer.batch(vec![task]);
        answer.try_recv().unwrap().unwrap();
    }

    fn missed(&self) -> usize {
        self.listener.missed.load(Ordering::Relaxed)
    }
}

impl Drop for Scene {
    fn drop(&mut self) {
        drop(std::fs::remove_dir_all(&self.folder));
    }
}

fn own() -> Home {
    Home::User(UserId::parse("ann").unwrap())
}

fn of_group() -> Home {
    Home::Group(GroupId::parse("g").unwrap())
}

#[test]
fn a_batch_that_was_given_up_and_stands_is_told_as_missed() {
    let mut scene = Scene::new("stands", Listener::default());
    scene.write(own());
    scene.writer.conn = None;
    scene.write(own());
    assert_eq!(scene.missed(), 0, "a new connection alone misses nothing");
    let other = connect(&scene.writer.database, &Options::default()).unwrap();
    other.execute("UPDATE log SET batch = batch + 1", []).unwrap();
    scene.writer.conn = None;
    scene.write(own());
    assert_eq!(scene.missed(), 1);
    scene.writer.conn = None;
    scene.write(own());
    assert_eq!(scene.missed(), 1, "it is told once");
}

#[test]
fn who_begins_to_listen_while_a_batch_is_written_is_told_that_he_missed_it() {
    let mut scene = Scene::new("begins", Listener { deaf_for: 1, ..Listener::default() });
    scene.write(of_group());
    assert_eq!(scene.missed(), 1);
    scene.write(of_group());
    assert_eq!(scene.missed(), 1, "from now on he is told of every commit");
}

#[test]
fn a_watcher_with_a_defect_is_told_that_he_missed_something() {
    let mut scene = Scene::new("defect", Listener { panics: true, ..Listener::default() });
    scene.write(of_group());
    assert_eq!(scene.missed(), 1);
}
