//! Sockets in folders of every kind.
#![allow(clippy::unwrap_used, reason = "tests end at the first surprise")]

use super::*;
use crate::folder::local::{self, Wish};
use crate::runtime::runtime;
use std::sync::atomic::{AtomicU32, Ordering};

/// A folder that goes with its test.
struct Folder(PathBuf);

impl Folder {
    fn new(deeper: &str) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("otim-sock-{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let folder = Self(std::env::temp_dir().join(name));
        fs::create_dir_all(folder.0.join(deeper)).unwrap();
        folder
    }

    fn names(&self) -> Vec<String> {
        let mut names: Vec<String> =
            fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}

/// Owner and visitor meet once.
async fn meet(listener: &mut Listener, folder: &Path) {
    let visit = local::connect(folder, Wish::Watch);
    let receive = async { local::receive(&mut listener.accept().await.unwrap()).await.unwrap() };
    let (visited, wish) = tokio::join!(visit, receive);
    visited.unwrap();
    assert_eq!(wish, Wish::Watch);
}

fn mode(path: &Path) -> u32 {
    fs::symlink_metadata(path).unwrap().mode() & 0o777
}

#[test]
fn a_socket_lies_in_its_folder_for_its_owner_only_and_goes_with_its_listener() {
    runtime().block_on(async {
        let folder = Folder::new("");
        let mut listener = Listener::bind(&folder.0).unwrap();
        assert_eq!(mode(&folder.0.join(SOCKET)), 0o600);
        meet(&mut listener, &folder.0).await;
        drop(listener);
        assert_eq!(folder.names(), [""; 0]);
        assert!(matches!(local::connect(&folder.0, Wish::Watch).await, Err(NoAnswer::Nobody(_))));
    });
}

#[test]
fn a_dead_owners_socket_is_replaced() {
    runtime().block_on(async {
        let folder = Folder::new("");
        let dead = std::os::unix::net::UnixListener::bind(folder.0.join(SOCKET)).unwrap();
        drop(dead);
        assert!(matches!(local::connect(&folder.0, Wish::Watch).await, Err(NoAnswer::Nobody(_))));
        let mut listener = Listener::bind(&folder.0).unwrap();
        meet(&mut listener, &folder.0).await;
    });
}

#[test]
fn a_path_of_more_than_200_bytes_is_no_obstacle() {
    runtime().block_on(async {
        let deep = format!("{}/{}", "d".repeat(120), "e".repeat(100));
        let folder = Folder::new(&deep);
        let path = folder.0.join(deep);
        assert!(path.as_os_str().len() > 200);
        let mut listener = Listener::bind(&path).unwrap();
        meet(&mut listener, &path).await;
        drop(listener);
        assert_eq!(fs::read_dir(&path).unwrap().count(), 0);
    });
}

#[test]
fn a_folder_that_takes_no_socket_points_to_one_elsewhere() {
    runtime().block_on(async {
        let folder = Folder::new("");
        // A folder in the socket's place is the simplest way to refuse one.
        fs::create_dir(folder.0.join(SOCKET)).unwrap();
        let mut listener = Listener::bind(&folder.0).unwrap();
        let place = listener.elsewhere.clone().unwrap();
        assert_eq!((mode(&place), mode(&place.join(ELSEWHERE))), (0o700, 0o600));
        assert_eq!(mode(&folder.0.join("opentim.sock.at")), 0o600);
        meet(&mut listener, &folder.0).await;
        std::mem::forget(listener);
        let mut next = Listener::bind(&folder.0).unwrap();
        assert!(!place.exists(), "what a dead owner left elsewhere goes too");
        meet(&mut next, &folder.0).await;
        let place = next.elsewhere.clone().unwrap();
        drop(next);
        assert!(!place.exists());
        assert_eq!(folder.names(), [SOCKET]);
    });
}

#[test]
fn a_pointer_to_a_folder_that_others_may_enter_is_not_followed() {
    runtime().block_on(async {
        let (folder, trap) = (Folder::new(""), Folder::new(""));
        let place = trap.0.join("opentim-trap");
        fs::create_dir(&place).unwrap();
        fs::set_permissions(&place, Permissions::from_mode(0o755)).unwrap();
        let _bait = std::os::unix::net::UnixListener::bind(place.join(ELSEWHERE)).unwrap();
        pointer::write(&folder.0, place.to_str().unwrap()).unwrap();
        assert_eq!(local::connect(&folder.0, Wish::Watch).await.map(drop), Err(NoAnswer::OtherUser));
    });
}

#[test]
fn the_socket_of_a_new_owner_in_a_new_folder_of_the_same_name_stays() {
    runtime().block_on(async {
        let folder = Folder::new("");
        let old = Listener::bind(&folder.0).unwrap();
        fs::rename(&folder.0, folder.0.with_extension("old")).unwrap();
        fs::create_dir(&folder.0).unwrap();
        let mut new = Listener::bind(&folder.0).unwrap();
        drop(old);
        meet(&mut new, &folder.0).await;
        fs::remove_dir_all(folder.0.with_extension("old")).unwrap();
    });
}
