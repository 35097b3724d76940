//! One connection of a client: its frames in, what its user is owed out.

mod live;
mod login;
mod rate;
mod requests;
mod socket;

use crate::doorman::{Doorman, Peer};
use crate::host::Host;
use crate::registry::Over;
use crate::settings::Settings;
use live::{Finish, Live};
use opentim_wire::frame::{End, ServerFrame};
use socket::{Closing, Socket};
use std::sync::Arc;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio_tungstenite::WebSocketStream;

/// Serves one connection until it ends; the WebSocket is made with [`Settings::socket`]. When `stop` becomes true the requests in
/// flight are finished and the client is told to connect again.
pub async fn serve<S>(
    host: Arc<Host>,
    doorman: Arc<dyn Doorman>,
    ws: WebSocketStream<S>,
    peer: Peer,
    settings: &Settings,
    mut stop: watch::Receiver<bool>,
) where
    S: AsyncRead + AsyncWrite + Unpin + Send,
{
    let mut socket = Socket::new(ws, settings.stall);
    let mut early = stop.clone();
    let logging_in = Box::pin(login::log_in(&host, &*doorman, &mut socket, peer, settings));
    let finish = tokio::select! {
        entered = tokio::time::timeout(settings.login_time, logging_in) => match entered {
            Ok(Ok(entered)) => Live::new(&mut socket, settings, *entered).run(&mut stop).await,
            Ok(Err(finish)) => finish,
            Err(_) => Finish::Close(Closing::NO_LOGIN),
        },
        () = stopped(&mut early) => Finish::Close(Closing::GOING_AWAY),
    };
    tracing::debug!(%peer, ?finish, "a connection ends");
    match finish {
        Finish::Gone => socket.part().await,
        Finish::Close(closing) => socket.close(closing).await,
        Finish::Over(Over::Replaced) => socket.close(Closing::REPLACED).await,
        Finish::Over(Over::Ended(why)) => {
            let end = End { code: why.code, desc: why.desc };
            // Whether it still arrives or not, the connection ends.
            let _ = socket.send(ServerFrame::End(end).encode()).await;
            socket.close(Closing::ENDED).await;
        }
    }
}

/// Waits until the server stops.
async fn stopped(stop: &mut watch::Receiver<bool>) {
    if stop.wait_for(|stop| *stop).await.is_err() {
        // Nobody can stop it any more.
        std::future::pending::<()>().await;
    }
}
