//! A connection whose user is in.

use super::login::Entered;
use super::rate::{Rate, Verdict};
use super::requests::{Answer, Requests};
use super::socket::{Closing, Heard, Socket, Unsent};
use super::stopped;
use crate::registry::{Over, Seat};
use crate::render::{AttributesSeen, Place, Rendered};
use crate::session::Session;
use crate::settings::Settings;
use crate::stream::{Stream, Told};
use futures_util::FutureExt;
use opentim_domain::GroupId;
use opentim_store::{Clock, SystemClock};
use opentim_wire::frame::{self, BadFrame, ClientFrame, Drain, ErrorFrame, EventName, Pong, Refresh, ServerFrame, Synced};
use opentim_wire::sdk::Failure;
use opentim_wire::sdk::codes::{INVALID_OPERATION, TOO_MANY_WAITING, TOO_OFTEN, USERSIG_EXPIRED};
use std::collections::VecDeque;
use std::pin::{Pin, pin};
use std::sync::Arc;
use std::time::Duration;
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::sync::watch;
use tokio::time::{Instant, Sleep, sleep_until, timeout};

/// How a connection ends.
#[derive(Clone, PartialEq, Eq, Debug)]
pub(super) enum Finish {
    /// It is gone.
    Gone,
    /// It is closed.
    Close(Closing),
    /// Its session is over here.
    Over(Over),
}

impl From<Unsent> for Finish {
    fn from(unsent: Unsent) -> Self {
        match unsent {
            Unsent::Gone => Self::Gone,
            Unsent::Stalled => Self::Close(Closing::SLOW),
        }
    }
}

/// A connection whose user is in.
pub(super) struct Live<'a, S> {
    socket: &'a mut Socket<S>,
    settings: &'a Settings,
    session: Arc<Session>,
    stream: Stream,
    seat: Seat,
    requests: Requests,
    rate: Rate,
    /// Number of the last event that was sent, and of the last one that the client has handled.
    seq: u64,
    acked: u64,
    /// States of attributes that were sent and that the client has not said to have seen, with the numbers of their events.
    unseen: VecDeque<(u64, AttributesSeen)>,
    /// When something came last.
    heard: Instant,
    /// Since when nothing more is sent, because too much is not acknowledged.
    full_since: Option<Instant>,
    /// When the UserSig runs out.
    expires: Option<Instant>,
}

impl<'a, S: AsyncRead + AsyncWrite + Unpin> Live<'a, S> {
    pub(super) fn new(socket: &'a mut Socket<S>, settings: &'a Settings, entered: Entered) -> Self {
        let Entered { session, stream, seat, expires_at } = entered;
        let now = Instant::now();
        let rate = Rate::new(settings.rate, settings.burst, settings.flood);
        let expires = expires_at.and_then(|last| {
            let ends = last.saturating_add(1).saturating_mul(1000).saturating_sub(SystemClock.now().0);
            now.checked_add(Duration::from_millis(ends))
        });
        let (requests, full_since) = (Requests::default(), None);
        Self {
            socket,
            settings,
            session,
            stream,
            seat,
            requests,
            rate,
            seq: 0,
            acked: 0,
            unseen: VecDeque::new(),
            heard: now,
            full_since,
            expires,
        }
    }

    /// Serves it to its end.
    pub(super) async fn run(mut self, stop: &mut watch::Receiver<bool>) -> Finish {
        let mut timer = pin!(sleep_until(self.deadline()));
        loop {
            if let Err(finish) = self.step(stop, timer.as_mut()).await {
                return finish;
            }
        }
    }

    async fn step(&mut self, stop: &mut watch::Receiver<bool>, mut timer: Pin<&mut Sleep>) -> Result<(), Finish> {
        tokio::select! {
            biased;
            over = self.seat.decided() => Err(Finish::Over(over.clone())),
            () = stopped(stop) => Err(self.drain().await),
            () = timer.as_mut() => {
                self.check_time()?;
                timer.reset(self.deadline());
                Ok(())
            }
            // Before more is read: who asks faster than he reads waits for himself.
            answer = self.requests.next(), if self.requests.count() > 0 => {
                self.answer(answer).await?;
                self.tell_waiting(timer).await
            }
            heard = self.socket.read() => {
                self.take(heard).await?;
                self.tell_waiting(timer).await
            }
            told = self.stream.next(|_| true), if self.full_since.is_none() => self.tell(told, timer).await,
            // Nothing else is to be sent at the moment.
            () = std::future::ready(()), if self.socket.is_unflushed() => Ok(self.socket.flush().await?),
        }
    }

    /// The next time at which something could be due.
    fn deadline(&self) -> Instant {
        let silent = self.heard + self.settings.silence();
        let stalled = self.full_since.map(|since| since + self.settings.stall);
        [self.expires, stalled].into_iter().flatten().fold(silent, Instant::min)
    }

    fn check_time(&self) -> Result<(), Finish> {
        let now = Instant::now();
        if self.expires.is_some_and(|expires| expires <= now) {
            let why = Failure::new(USERSIG_EXPIRED, "the UserSig has expired; log in with a new one");
            return Err(Finish::Over(Over::Ended(why)));
        }
        if self.heard + self.settings.silence() <= now {
            return Err(Finish::Close(Closing::SILENT));
        }
        if self.full_since.is_some_and(|since| since + self.settings.stall <= now) {
            return Err(Finish::Close(Closing::SLOW));
        }
        Ok(())
    }

    /// Sends a frame, unless it is decided meanwhile that the session is over.
    async fn send(&mut self, text: String) -> Result<(), Finish> {
        tokio::select! {
            sent = self.socket.send(text) => Ok(sent?),
            over = self.seat.decided() => Err(Finish::Over(over.clone())),
        }
    }

    async fn take(&mut self, heard: Heard) -> Result<(), Finish> {
        let text = match heard {
            Heard::Text(text) => text,
            Heard::Sign => return self.hear().map(|_| ()),
            Heard::Bad(closing) => return Err(Finish::Close(closing)),
            Heard::Gone => return Err(Finish::Gone),
        };
        let verdict = self.hear()?;
        match ClientFrame::decode(&text) {
            Ok(frame) => self.act(frame, verdict, text.len()).await,
            Err(bad) => self.bad(bad).await,
        }
    }

    /// The client lives.
    fn hear(&mut self) -> Result<Verdict, Finish> {
        self.heard = Instant::now();
        self.seat.heard();
        match self.rate.take() {
            Verdict::Flood => Err(Finish::Close(Closing::FLOOD)),
            verdict => Ok(verdict),
        }
    }

    /// Says what is wrong. Where it is not one request that is bad, the client does not speak this protocol.
    async fn bad(&mut self, bad: BadFrame) -> Result<(), Finish> {
        let fatal = bad.id.is_none();
        self.send(ServerFrame::Error(bad.into()).encode()).await?;
        if fatal { Err(Finish::Close(Closing::BAD_FRAME)) } else { Ok(()) }
    }

    async fn act(&mut self, frame: ClientFrame<'_>, verdict: Verdict, bytes: usize) -> Result<(), Finish> {
        match frame {
            ClientFrame::Call(call) => match call.uses() {
                Err(bad) => self.bad(bad).await,
                Ok((method, uses)) => {
                    if self.admits(call.id, verdict, bytes).await? {
                        if uses.writes_attributes() {
                            self.has_seen(call.seen.unwrap_or(self.seq));
                        }
                        self.requests.call(&self.session, call, method, uses, bytes);
                    }
                    Ok(())
                }
            },
            ClientFrame::Sync(sync) => {
                if self.admits(sync.id, verdict, bytes).await? {
                    self.requests.sync(&self.session, sync.id, sync.known, bytes);
                }
                Ok(())
            }
            ClientFrame::Ack(ack) => self.acked(ack.seq).await,
            ClientFrame::Ping(ping) => self.send(ServerFrame::Pong(Pong { n: ping.n }).encode()).await,
            ClientFrame::Login(_) => self.bad(second_login()).await,
            ClientFrame::Logout(_) => {
                self.seat.leave();
                Err(Finish::Close(Closing::DONE))
            }
        }
    }

    /// Whether a request may begin; if not, the client is told why.
    async fn admits(&mut self, id: u64, verdict: Verdict, bytes: usize) -> Result<bool, Finish> {
        if let Some(over) = self.seat.over() {
            return Err(Finish::Over(over.clone()));
        }
        let Settings { in_flight, in_flight_bytes, rate, .. } = *self.settings;
        let bad = if verdict != Verdict::Taken {
            let desc = format!("more than {rate} requests a second were sent; send fewer");
            BadFrame { code: TOO_OFTEN, desc, id: Some(id) }
        } else if self.requests.count() >= in_flight {
            let desc =
                format!("{} requests wait for their answer, at most {in_flight} may; wait for some of them", self.requests.count());
            BadFrame { code: TOO_MANY_WAITING, desc, id: Some(id) }
        } else if self.requests.bytes() + bytes > in_flight_bytes {
            let desc =
                format!("the requests that wait for their answer may have {in_flight_bytes} bytes together; wait for some of them");
            BadFrame { code: TOO_MANY_WAITING, desc, id: Some(id) }
        } else {
            return Ok(true);
        };
        self.bad(bad).await?;
        Ok(false)
    }

    async fn acked(&mut self, seq: u64) -> Result<(), Finish> {
        if seq > self.seq {
            let desc = format!("ack.seq: {seq} was never sent; the last event is {}", self.seq);
            return self.bad(BadFrame { code: INVALID_OPERATION, desc, id: None }).await;
        }
        if seq > self.acked {
            self.acked = seq;
            self.has_seen(seq);
            self.count_unacked();
        }
        Ok(())
    }

    /// The client has told its user of the events up to this one.
    fn has_seen(&mut self, seq: u64) {
        while self.unseen.front().is_some_and(|(sent, _)| *sent <= seq) {
            if let Some((_, attributes)) = self.unseen.pop_front() {
                self.session.has_seen(&attributes);
            }
        }
    }

    fn count_unacked(&mut self) {
        let unacked = self.seq - self.acked;
        self.seat.unacked(unacked);
        self.full_since = (unacked >= self.settings.window).then(Instant::now);
    }

    async fn answer(&mut self, Answer { id, body, .. }: Answer) -> Result<(), Finish> {
        let text = match body {
            Ok(body) => frame::reply(id, &body),
            Err(Failure { code, desc }) => ServerFrame::Error(ErrorFrame { code, desc, id: Some(id) }).encode(),
        };
        self.send(text).await
    }

    /// Tells what waits already: somebody who calls without a pause would never hear anything else.
    async fn tell_waiting(&mut self, timer: Pin<&mut Sleep>) -> Result<(), Finish> {
        if self.full_since.is_some() {
            return Ok(());
        }
        match self.stream.next(|_| true).now_or_never() {
            Some(told) => self.tell(told, timer).await,
            None => Ok(()),
        }
    }

    async fn tell(&mut self, told: Told, mut timer: Pin<&mut Sleep>) -> Result<(), Finish> {
        let seq = self.seq + 1;
        let text = match told {
            Told::Event(rendered) => match event(seq, &rendered) {
                Some(text) => {
                    self.unseen.extend(rendered.attributes.map(|attributes| (seq, attributes)));
                    text
                }
                None => return Ok(()),
            },
            Told::Refresh { groups, notices } => ServerFrame::Refresh(Refresh { seq, groups, notices }).encode(),
            Told::CaughtUp { gone } => ServerFrame::Synced(Synced { seq, gone }).encode(),
            Told::Over(why) => {
                self.seat.end(&why);
                return Err(Finish::Over(Over::Ended(why)));
            }
        };
        self.seq = seq;
        self.count_unacked();
        if self.full_since.is_some() {
            timer.as_mut().reset(self.deadline());
        }
        self.send(text).await
    }

    /// Tells the client to go elsewhere, and finishes what is in flight.
    async fn drain(&mut self) -> Finish {
        match timeout(self.settings.drain, self.finish_requests()).await {
            Ok(Err(finish)) => finish,
            Ok(Ok(())) | Err(_) => Finish::Close(Closing::GOING_AWAY),
        }
    }

    async fn finish_requests(&mut self) -> Result<(), Finish> {
        let drain = Drain { desc: "the server stops; connect again".to_owned() };
        self.send(ServerFrame::Drain(drain).encode()).await?;
        self.socket.flush().await?;
        while self.requests.count() > 0 {
            let answer = self.requests.next().await;
            self.answer(answer).await?;
            self.socket.flush().await?;
        }
        Ok(())
    }
}

fn second_login() -> BadFrame {
    let desc = "this connection has its login already; another user needs another connection".to_owned();
    BadFrame { code: INVALID_OPERATION, desc, id: None }
}

/// The frame of an event; nothing for what clients find out by themselves.
fn event(seq: u64, rendered: &Rendered) -> Option<String> {
    let name = EventName::of(rendered.event)?;
    let (group, number, notice): (Option<GroupId>, _, _) = match &rendered.place {
        Place::Group { group, number } => (Some(group.clone()), Some(*number), None),
        Place::Notice(number) => (None, None, Some(*number)),
        Place::Nowhere => (None, None, None),
    };
    Some(frame::event(seq, name, &frame::Place { group, number, notice }, &rendered.text))
}
