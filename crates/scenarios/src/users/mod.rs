//! Users of the SDK, wherever their instances are.

mod elsewhere;
mod here;

pub(crate) use elsewhere::Elsewhere;
pub(crate) use here::Here;

use crate::board::Board;
use crate::http::{APP, KEY};
use serde_json::{Value, json};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};

/// How users reach the engine.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Way {
    /// Their process owns the data folder.
    Embedded,
    /// Their process opened a folder that another one owns. The program takes the place of theirs (see [`crate::puppet`]).
    Attached {
        /// The program and its arguments.
        program: Vec<PathBuf>,
    },
    /// Their process speaks with a server.
    Remote,
}

/// Some users, each with an instance and a login of his own.
pub(crate) trait Users: Sync {
    /// The reply to a call, as JSON text.
    fn call(&self, user: &str, method: &str, argument: Option<String>) -> String;
}

/// The users of a world, logged in.
pub(crate) fn logged_in(way: &Way, users: &[String], folder: &Path, server: SocketAddr, board: &Board) -> Box<dyn Users> {
    let remote = *way == Way::Remote;
    let options = |user: &str| match remote {
        true => {
            let memory = folder.join("clients");
            json!({ "server": format!("ws://{server}/gateway"), "dataDir": memory, "sdkappid": APP, "instance": user })
        }
        false => json!({ "dataDir": folder, "sdkappid": APP, "instance": user }),
    };
    let all = users.iter().map(|user| (user.clone(), options(user))).collect::<Vec<_>>();
    let there: Box<dyn Users> = match way {
        Way::Embedded | Way::Remote => Box::new(Here::new(&all, board)),
        Way::Attached { program } => Box::new(Elsewhere::new(program, &all, board)),
    };
    for user in users {
        assert_eq!(there.call(user, "TIMInit", None), "0", "{user} cannot start");
        let login = json!({ "userID": user, "userSig": signature(remote, user, folder) });
        let reply = there.call(user, "TIMLogin", Some(login.to_string()));
        let reply: Value = serde_json::from_str(&reply).unwrap();
        assert_eq!(reply["code"], 0, "{user} cannot log in: {reply}");
    }
    there
}

fn signature(remote: bool, user: &str, folder: &Path) -> String {
    let mut options = json!({ "userID": user, "sdkappid": APP });
    match remote {
        true => options["secretKey"] = json!(KEY),
        false => options["dataDir"] = json!(folder),
    }
    opentim_client::gen_test_usersig(&options.to_string()).unwrap()
}
