//! `dev`: a server to try things out.

use super::{Stop, run, usersig};
use crate::config::{AppSettings, Durability, SecretKey};
use crate::gate::Rates;
use crate::logging;
use opentim_domain::{AppId, Limits, UserId};
use std::net::SocketAddr;
use std::path::PathBuf;

/// The app that is there without any configuration, here and in the embedded engine.
const APP: u64 = 1_400_000_000;
const ADMIN: &str = "administrator";
/// How long the printed signature is valid: 180 days, in seconds.
const EXPIRE: u64 = 180 * 86_400;

pub(super) fn run(listen: SocketAddr, data_dir: PathBuf) -> Result<(), Stop> {
    logging::start().map_err(Stop::refused)?;
    let app = AppId::new(APP).ok_or_else(|| Stop::failed("the app of dev has no valid number"))?;
    let admin = UserId::parse(ADMIN).map_err(|_| Stop::failed("the admin of dev has no valid account"))?;
    let store = run::open(&data_dir, Durability::Full)?;
    let key = store.keys().secret_key.clone();
    let signature = usersig::sign(key.as_bytes(), app, &admin, EXPIRE);
    let settings = AppSettings {
        id: app,
        keys: vec![SecretKey::new(key)],
        admins: vec![admin],
        limits: Limits::RECOMMENDED,
        rates: Rates::default(),
        webhooks: None,
    };
    let folder = data_dir.display();
    run::run(
        listen,
        store,
        vec![settings],
        |server| server,
        |address| {
            super::say(&format!(
                "opentim-server listens on http://{address} (app {APP}, admin {ADMIN}, data in {folder})\nCreate a group:\n{}\n\
                 Clients connect to ws://{address}/gateway; a UserSig for alice:\n\
                 opentim-server usersig --data-dir {folder} --sdkappid {APP} --user alice",
                curl(address, &signature)
            ));
        },
    )
}

fn curl(address: SocketAddr, signature: &str) -> String {
    format!(
        "curl 'http://{address}/v4/group_open_http_svc/create_group?sdkappid={APP}&identifier={ADMIN}&usersig={signature}\
         &random=1&contenttype=json' -d '{{\"Type\":\"Public\",\"Name\":\"TestGroup\",\"Owner_Account\":\"alice\"}}'"
    )
}
