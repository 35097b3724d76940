//! A data folder with users of the SDK and a REST server on one engine.

use crate::board::{BOARD, Board};
use crate::http::{ADMIN, APP, Http, KEY};
use crate::users::{Users, Way, logged_in};
use opentim_client::{Argument, Client, Settings, engine_on, runtime};
use opentim_domain::{AppId, Limits, UserId};
use opentim_engine::Engine;
use opentim_server::config::{AppSettings, Rates, SecretKey};
use opentim_server::{Patience, Server, serve};
use opentim_store::{Clock, SystemClock};
use serde_json::{Value, json};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::atomic::{AtomicU32, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

/// How long a clean-up may take.
const PATIENCE: Duration = Duration::from_secs(20);

/// All of it. It goes with its folder.
pub(crate) struct World {
    /// Nothing only while the world goes.
    users: Option<Box<dyn Users>>,
    owner: Client,
    folder: PathBuf,
    online: Mutex<Vec<String>>,
    /// Invite links by the names that a scenario has for them: id and token.
    links: Mutex<BTreeMap<String, (String, String)>>,
    pub board: Board,
    pub http: Http,
    pub engine: Arc<Engine>,
    steps: AtomicUsize,
}

impl World {
    /// A new one with these users logged in.
    pub(crate) fn new(way: &Way, users: &[String]) -> Self {
        static MADE: AtomicU32 = AtomicU32::new(0);
        let name = format!("opentim-scenario-{}-{}", std::process::id(), MADE.fetch_add(1, Ordering::Relaxed));
        let folder = std::env::temp_dir().join(name);
        std::fs::create_dir_all(&folder).unwrap();
        let owner = Client::new(Settings::from_json(Some(&json!({ "dataDir": folder, "sdkappid": APP }).to_string())).unwrap());
        assert_eq!(runtime().block_on(owner.call("TIMInit", Argument::Missing)), "0");
        let engine = runtime().block_on(engine_on(&folder)).expect("the owner has opened it");
        let http = started(engine.clone());
        let board = Board::default();
        let online = Mutex::new(users.to_vec());
        let logged_in = logged_in(way, users, &folder, http.address, &board);
        let (links, steps) = (Mutex::default(), AtomicUsize::new(0));
        let world = Self { users: Some(logged_in), owner, folder, online, links, board, http, engine, steps };
        world.open_board(users);
        world
    }

    fn open_board(&self, users: &[String]) {
        let rows: Vec<Value> = users.iter().map(|user| json!({ "Member_Account": user })).collect();
        for (command, body) in [
            ("import_group", json!({ "Type": "Public", "GroupId": BOARD, "Name": "0" })),
            ("import_group_member", json!({ "GroupId": BOARD, "MemberList": rows })),
        ] {
            let reply = self.rest(command, &body);
            assert_eq!(reply["ErrorCode"], 0, "{command}: {reply}");
        }
    }

    /// The reply of REST to a command of the group service.
    pub(crate) fn rest(&self, command: &str, body: &Value) -> Value {
        self.http.post(&format!("group_open_http_svc/{command}"), body)
    }

    /// The reply of the SDK to a user.
    pub(crate) fn sdk(&self, user: &str, method: &str, argument: &Value) -> Value {
        let argument = (!argument.is_null()).then(|| argument.to_string());
        let reply = self.users.as_ref().unwrap().call(user, method, argument);
        serde_json::from_str(&reply).unwrap_or_else(|error| panic!("{method} answered {reply:?}: {error}"))
    }

    /// A user goes offline.
    pub(crate) fn log_out(&self, user: &str) -> Value {
        self.online.lock().unwrap().retain(|online| online != user);
        self.sdk(user, "TIMLogout", &Value::Null)
    }

    /// What everybody was told since this was last asked: words and wholes.
    pub(crate) fn told(&self) -> BTreeMap<String, Vec<(String, Value)>> {
        self.wait_for_clean_up();
        let step = self.steps.fetch_add(1, Ordering::Relaxed) + 1;
        let reply = self.rest("modify_group_base_info", &json!({ "GroupId": BOARD, "Name": step.to_string() }));
        assert_eq!(reply["ErrorCode"], 0, "{reply}");
        let online = self.online.lock().unwrap().clone();
        self.board.take(&online, step)
    }

    /// Members of a disbanded group are told while it is cleaned up, after the call was answered; likewise when an account goes.
    fn wait_for_clean_up(&self) {
        let end = Instant::now() + PATIENCE;
        let store = self.engine.store();
        let busy = || async { !store.closing(1).await.unwrap().is_empty() || !store.erasing(1).await.unwrap().is_empty() };
        while runtime().block_on(busy()) {
            assert!(Instant::now() < end, "the clean-up after a group or an account does not end");
            std::thread::sleep(Duration::from_millis(1));
        }
    }

    /// Remembers an invite link, if there is one.
    pub(crate) fn keep_link(&self, name: &str, id: &Value, token: &Value) {
        if let (Some(id), Some(token)) = (id.as_str(), token.as_str()) {
            self.links.lock().unwrap().insert(name.to_owned(), (id.to_owned(), token.to_owned()));
        }
    }

    /// Id and token of an invite link.
    pub(crate) fn link(&self, name: &str) -> (String, String) {
        self.links.lock().unwrap().get(name).cloned().unwrap_or_else(|| panic!("the scenario made no link {name:?}"))
    }

    pub(crate) fn is_online(&self, user: &str) -> bool {
        self.online.lock().unwrap().iter().any(|online| online == user)
    }
}

impl Drop for World {
    fn drop(&mut self) {
        drop(self.users.take());
        let _ = runtime().block_on(self.owner.call("TIMUninit", Argument::Missing));
        self.owner.close();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// A REST server on the engine of the users.
fn started(engine: Arc<Engine>) -> Http {
    let app = AppSettings {
        id: AppId::new(APP).unwrap(),
        keys: vec![SecretKey::new(KEY)],
        admins: vec![UserId::parse(ADMIN).unwrap()],
        limits: Limits::RECOMMENDED,
        rates: Rates::default(),
        webhooks: None,
    };
    let server = Arc::new(Server::on_engine(vec![app], engine, Arc::new(SystemClock), Patience::default()));
    let listener = runtime().block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
    let http = Http::new(listener.local_addr().unwrap(), SystemClock.now().secs().0);
    runtime().spawn(serve(server, listener, std::future::pending()));
    http
}
