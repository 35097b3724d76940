//! Calls over lines that may be cut: each is answered once, whatever happens to the lines.

use super::line::{Line, Way, ended};
use super::remote::Memory;
use super::rooms::Rooms;
use super::watches::Watches;
use super::wire::{Answer, Wire};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use opentim_domain::UserId;
use opentim_gateway::operation;
use opentim_wire::sdk::base::LoginStatus;
use opentim_wire::sdk::codes::{INTERNAL, NET_DISCONNECTED, NET_NO_ANSWER, TIMED_OUT, TOO_MANY_WAITING, TOO_OFTEN};
use opentim_wire::sdk::{Failure, Method, Request, Uses, reply};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;
use tokio::sync::watch;
use tokio::time::{Instant, sleep, timeout_at};

/// Time in which a call is answered, over however many lines.
const PATIENCE: Duration = Duration::from_secs(30);
/// The same once the user wants to log out.
pub(super) const IMPATIENCE: Duration = Duration::from_secs(3);
/// First pause before a call is repeated for which the server had no time; it doubles.
const PAUSE: Duration = Duration::from_millis(200);

/// A call as it was made.
#[derive(Clone, Copy)]
pub(crate) struct Call<'a> {
    pub method: &'static Method,
    pub uses: Uses,
    pub request: &'a Request,
    /// The argument as it was written.
    pub text: Option<&'a str>,
}

/// Makes a link's calls.
pub(super) struct Calls {
    pub ways: watch::Receiver<Way>,
    pub leaving: watch::Receiver<usize>,
    pub user: UserId,
    pub rooms: Arc<Rooms>,
    pub watches: Arc<Watches>,
    pub memory: Option<Arc<Memory>>,
    pub waiting: AtomicUsize,
    pub most_waiting: usize,
    /// How long somebody who ends the login waits for the next line.
    pub grace: Duration,
}

impl Calls {
    /// Makes one and waits for its answer.
    pub(super) async fn make(&self, call: &Call<'_>) -> Result<String, Failure> {
        match call.uses {
            // The login lasts while its line is cut.
            Uses::GetLoginStatus => return Ok(LoginStatus::LoggedIn.reply()),
            Uses::GetLoginUserId => return Ok(reply::success(self.user.as_str(), &call.request.user_data)),
            _ => {}
        }
        let _place = self.place()?;
        let body = self.over_lines(call).await?;
        self.rooms.answered(call.uses, call.request, &body);
        self.watches.answered(call.uses, call.request, &body);
        let comes_or_goes =
            matches!(call.uses, Uses::GroupCreate | Uses::GroupDelete | Uses::GroupJoin | Uses::JoinByInviteLink | Uses::GroupQuit);
        if let Some(memory) = self.memory.as_ref().filter(|_| comes_or_goes) {
            memory.has_changed();
        }
        Ok(body)
    }

    fn place(&self) -> Result<Place<'_>, Failure> {
        let place = Place(&self.waiting);
        let most = self.most_waiting;
        if self.waiting.fetch_add(1, Ordering::Relaxed) < most {
            return Ok(place);
        }
        let desc = format!("{most} calls wait for their answer already; wait for some of them");
        Err(Failure::new(TOO_MANY_WAITING, desc))
    }

    /// Sends a call over the line there is; when that is cut, over the next one under the same operation id.
    async fn over_lines(&self, call: &Call<'_>) -> Result<String, Failure> {
        let deadline = Instant::now() + PATIENCE;
        let id = operation_id()?;
        let mut ways = self.ways.clone();
        let (mut sent, mut repeated, mut pause) = (false, false, PAUSE);
        loop {
            let way = ways.borrow_and_update().clone();
            let why = match way {
                Way::Over(why) => return Err(ended(&why)),
                Way::Open(Line::Local(session)) => {
                    let operation = sent.then(|| operation(id, call.method.name, argument(call.text)));
                    return session.call(call.uses, call.request, operation).await;
                }
                Way::Open(Line::Wire(wire)) => match self.in_time(deadline, IMPATIENCE, self.ask(&wire, call, &id)).await {
                    Some(Answer::Reply(body)) => return Ok(body),
                    // Those that waited for the line come all at once, and one that was sent before may have been done already.
                    Some(Answer::Refused(failure)) if repeated && matches!(failure.code, TOO_OFTEN | TOO_MANY_WAITING) => {
                        if self.in_time(deadline, Duration::ZERO, sleep(pause)).await.is_none() {
                            return Err(failure);
                        }
                        pause *= 2;
                        continue;
                    }
                    Some(Answer::Refused(failure)) => return Err(failure),
                    Some(Answer::Cut { sent: this }) => {
                        sent |= this;
                        None
                    }
                    None => return Err(unanswered(call)),
                },
                Way::Waiting(why) => match self.remembered(call) {
                    Some(reply) => return Ok(reply),
                    None => Some(why),
                },
            };
            if self.in_time(deadline, self.grace, ways.changed()).await.is_none() {
                return Err(cut(sent, why.as_deref()));
            }
            repeated = true;
        }
    }

    /// What `coming` gives, unless that takes too long. Somebody who ends the login waits only this long for the calls before.
    async fn in_time<T>(&self, deadline: Instant, impatience: Duration, coming: impl Future<Output = T>) -> Option<T> {
        let mut leaving = self.leaving.clone();
        tokio::select! {
            biased;
            came = timeout_at(deadline, coming) => came.ok(),
            () = left(&mut leaving, impatience) => None,
        }
    }
}

/// Comes so long after somebody wants to end the login.
async fn left(leaving: &mut watch::Receiver<usize>, impatience: Duration) {
    if leaving.wait_for(|leaving| *leaving > 0).await.is_err() {
        std::future::pending::<()>().await;
    }
    sleep(impatience).await;
}

impl Calls {
    async fn ask(&self, wire: &Wire, call: &Call<'_>, id: &str) -> Answer {
        match &self.memory {
            // Only what has changed of it is sent.
            Some(memory) if call.uses == Uses::GroupGetJoinedGroupList => memory.list(wire, &call.request.user_data).await,
            _ => wire.call(call, id).await,
        }
    }

    /// What can be answered without a line.
    fn remembered(&self, call: &Call<'_>) -> Option<String> {
        match (&self.memory, call.uses) {
            (Some(memory), Uses::GroupGetJoinedGroupList) => memory.remembered_list(&call.request.user_data),
            _ => None,
        }
    }
}

/// A call's place among those that wait.
struct Place<'a>(&'a AtomicUsize);

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.0.fetch_sub(1, Ordering::Relaxed);
    }
}

/// A new operation id: 128 random bits.
fn operation_id() -> Result<String, Failure> {
    let mut bits = [0; 16];
    getrandom::fill(&mut bits).map_err(|error| Failure::new(INTERNAL, format!("the system gives no random bytes: {error}")))?;
    Ok(URL_SAFE_NO_PAD.encode(bits))
}

/// The argument as the other side takes its hash over it.
fn argument(text: Option<&str>) -> &str {
    text.map_or("null", str::trim_ascii)
}

/// The server is there and does not answer.
fn unanswered(call: &Call<'_>) -> Failure {
    let desc = format!("{} was sent and not answered in time; whether it was done is not known", call.method.name);
    Failure::new(TIMED_OUT, desc)
}

/// There was no line again in time.
fn cut(sent: bool, why: Option<&Failure>) -> Failure {
    let why = why.map(|why| format!(": {}", why.desc)).unwrap_or_default();
    if sent {
        let desc = format!(
            "the connection was lost before the answer came and not there again in time{why}; whether the call was done is not known"
        );
        return Failure::new(NET_NO_ANSWER, desc);
    }
    Failure::new(NET_DISCONNECTED, format!("not connected to the server{why}; nothing was done"))
}
