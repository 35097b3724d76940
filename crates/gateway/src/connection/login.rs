//! From the first frame to the welcome.

use super::live::Finish;
use super::socket::{Closing, Heard, Socket};
use crate::doorman::{Admitted, Doorman, Peer};
use crate::host::Host;
use crate::registry::{Over, Seat, Visitor};
use crate::session::{Session, Who};
use crate::settings::Settings;
use crate::stream::Stream;
use opentim_engine as engine;
use opentim_store::{Clock, SystemClock};
use opentim_wire::frame::{self, BadFrame, ClientFrame, Cursors, ErrorFrame, FrameLimits, Login, Pong, ServerFrame, Welcome};
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::codes::NOT_LOGGED_IN;
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};

/// A client that is in.
pub(super) struct Entered {
    pub(super) session: Arc<Session>,
    pub(super) stream: Stream,
    pub(super) seat: Seat,
    /// Last unix second.
    pub(super) expires_at: Option<u64>,
}

/// Why a login did not succeed.
enum NotIn {
    /// Another one may be tried.
    Refused(Failure),
    /// The session that it resumes was ended.
    Over(Failure),
}

/// Takes frames until somebody is in, and welcomes him.
pub(super) async fn log_in<S>(
    host: &Arc<Host>,
    doorman: &dyn Doorman,
    socket: &mut Socket<S>,
    peer: Peer,
    settings: &Settings,
) -> Result<Box<Entered>, Finish>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let mut refused = 0;
    loop {
        let login = next_login(socket, settings).await?;
        match enter(host, doorman, *login, peer, settings).await {
            Ok((entered, welcome)) => {
                tell(socket, &welcome).await?;
                return Ok(Box::new(entered));
            }
            Err(NotIn::Over(why)) => return Err(Finish::Over(Over::Ended(why))),
            Err(NotIn::Refused(Failure { code, desc })) => {
                tell(socket, &ServerFrame::Error(ErrorFrame { code, desc, id: None })).await?;
                refused += 1;
                if refused >= settings.login_attempts {
                    return Err(Finish::Close(Closing::REFUSED));
                }
            }
        }
    }
}

/// Waits for a login.
async fn next_login<S>(socket: &mut Socket<S>, settings: &Settings) -> Result<Box<Login>, Finish>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    // Each ping is answered; a stranger has no need of many.
    for _ in 0..settings.burst {
        let text = match socket.read().await {
            Heard::Text(text) if text.len() > settings.login_frame => return Err(Finish::Close(Closing::TOO_LONG)),
            Heard::Text(text) => text,
            Heard::Sign => continue,
            Heard::Bad(closing) => return Err(Finish::Close(closing)),
            Heard::Gone => return Err(Finish::Gone),
        };
        let bad = match ClientFrame::decode(&text) {
            Ok(ClientFrame::Login(login)) => return Ok(login),
            Ok(ClientFrame::Ping(ping)) => {
                tell(socket, &ServerFrame::Pong(Pong { n: ping.n })).await?;
                continue;
            }
            Ok(ClientFrame::Logout(_)) => return Err(Finish::Close(Closing::DONE)),
            Ok(ClientFrame::Call(call)) => not_yet(Some(call.id)),
            Ok(ClientFrame::Sync(sync)) => not_yet(Some(sync.id)),
            Ok(ClientFrame::Ack(_)) => not_yet(None),
            Err(bad) => bad,
        };
        tell(socket, &ServerFrame::Error(bad.into())).await?;
        return Err(Finish::Close(Closing::BAD_FRAME));
    }
    Err(Finish::Close(Closing::FLOOD))
}

fn not_yet(id: Option<u64>) -> BadFrame {
    BadFrame { code: NOT_LOGGED_IN, desc: "not login; the first frame is a login".to_owned(), id }
}

async fn tell<S: AsyncRead + AsyncWrite + Unpin>(socket: &mut Socket<S>, frame: &ServerFrame<'_>) -> Result<(), Finish> {
    socket.send(frame.encode()).await?;
    Ok(socket.flush().await?)
}

/// Asks the doorman, opens the session and takes its seat.
async fn enter(
    host: &Arc<Host>,
    doorman: &dyn Doorman,
    login: Login,
    peer: Peer,
    settings: &Settings,
) -> Result<(Entered, ServerFrame<'static>), NotIn> {
    let Admitted { limits, expires_at, instances } = doorman.admit(&login, peer).map_err(NotIn::Refused)?;
    let Login { sdkappid: app, user, instance, client, resume, cursors, rooms, again, .. } = login;
    if let Some(why) = resume.as_deref().and_then(|token| host.registry().ended(app, &user, token)) {
        return Err(NotIn::Over(why));
    }
    let from = cursors.map(|Cursors { notices, groups }| engine::Cursors { notices, groups });
    let who = Who { app, user: user.clone(), limits };
    let (session, stream) = host.open(who, from).await.map_err(NotIn::Refused)?;
    // Before an older connection of this client goes: nobody sees him leave.
    let left = session.enter_again(rooms).await;
    if let Some(frame::Again { custom_status: custom, status_of: statuses, profile_of: profiles }) = again {
        session.watch_again(&engine::Again { custom, statuses, profiles }).await;
    }
    let visitor = Visitor { app, user: user.clone(), instance, client, peer };
    let seat = host.registry().enter(visitor, instances, resume.as_deref()).map_err(NotIn::Over)?;
    tracing::info!(%app, %user, %peer, session = seat.name(), resumed = seat.resumed(), "a user is in");
    let engine::Cursors { notices, groups } = stream.cursors().clone();
    let welcome = Welcome {
        v: frame::VERSION,
        user,
        session: seat.name().to_owned(),
        token: seat.token().to_owned(),
        time: SystemClock.now().0,
        heartbeat: settings.heartbeat.as_secs().max(1),
        ack_every: settings.ack_every,
        limits: FrameLimits { frame: settings.frame as u64, in_flight: settings.in_flight as u64 },
        cursors: Cursors { notices, groups },
        resumed: seat.resumed(),
        left,
    };
    Ok((Entered { session, stream, seat, expires_at }, ServerFrame::Welcome(Box::new(welcome))))
}
