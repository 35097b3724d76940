//! Requests in flight.

use crate::caught::caught;
use crate::session::{Session, operation};
use opentim_domain::GroupId;
use opentim_engine::Operation;
use opentim_wire::frame::Call;
use opentim_wire::sdk::codes::INTERNAL;
use opentim_wire::sdk::{Failure, Method, Refused, Request, UserData, Uses, VERSION, reply};
use std::collections::{BTreeMap, VecDeque};
use std::sync::Arc;
use std::task::{Context, Poll, Waker};
use tokio::task::JoinSet;

/// A request that is answered.
pub(super) struct Answer {
    pub(super) id: u64,
    /// The body of its reply, or why the request failed as a frame.
    pub(super) body: Result<String, Failure>,
    bytes: usize,
}

/// The requests of one connection that are not answered yet. They go on when this is dropped: what was begun is finished.
#[derive(Default)]
pub(super) struct Requests {
    running: JoinSet<Answer>,
    done: VecDeque<Answer>,
    bytes: usize,
}

impl Drop for Requests {
    fn drop(&mut self) {
        self.running.detach_all();
    }
}

impl Requests {
    pub(super) fn count(&self) -> usize {
        self.running.len() + self.done.len()
    }

    /// Bytes of their frames.
    pub(super) fn bytes(&self) -> usize {
        self.bytes
    }

    /// Begins a request. Requests are begun in the order of these calls, whichever thread goes on with them.
    fn begin(&mut self, id: u64, bytes: usize, work: impl Future<Output = Result<String, Failure>> + Send + 'static) {
        self.bytes += bytes;
        let mut work = Box::pin(work);
        // A later poll names who is to be woken.
        match work.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            Poll::Ready(body) => self.done.push_back(Answer { id, body, bytes }),
            Poll::Pending => {
                self.running.spawn(async move { Answer { id, body: work.await, bytes } });
            }
        }
    }

    /// Begins a call of a method.
    pub(super) fn call(&mut self, session: &Arc<Session>, call: Call<'_>, method: &'static Method, uses: Uses, bytes: usize) {
        let argument = call.arg.map(|raw| raw.get());
        let request = match Request::parse(method, argument) {
            Ok(request) => request,
            Err(Refused { failure, user_data }) => {
                self.bytes += bytes;
                let body = Ok(reply::failure(method, &failure, &user_data));
                self.done.push_back(Answer { id: call.id, body, bytes });
                return;
            }
        };
        let operation = call.op.map(|id| operation(id, method.name, argument.unwrap_or("null")));
        let work = caught(answer(session.clone(), method, uses, request, operation), || panicked(method));
        self.begin(call.id, bytes, async { Ok(work.await) });
    }

    /// Begins a question for what differs in the list of groups.
    pub(super) fn sync(&mut self, session: &Arc<Session>, id: u64, known: BTreeMap<GroupId, String>, bytes: usize) {
        let session = session.clone();
        let known = known.into_iter().map(|(group, version)| (group.to_string(), version)).collect();
        let work = async move { session.sync(&known).await };
        let failed = || Err(Failure::new(INTERNAL, format!("the sync failed inside opentim {VERSION}; the log says more")));
        self.begin(id, bytes, caught(work, failed));
    }

    /// Waits for an answer. Nothing is lost when this is dropped before it is done.
    pub(super) async fn next(&mut self) -> Answer {
        let answer = loop {
            if let Some(answer) = self.done.pop_front() {
                break answer;
            }
            match self.running.join_next().await {
                Some(Ok(answer)) => break answer,
                // Panics are caught inside.
                Some(Err(error)) => tracing::error!(%error, "a request ended without an answer; this is a fault of opentim"),
                None => std::future::pending().await,
            }
        };
        self.bytes = self.bytes.saturating_sub(answer.bytes);
        answer
    }
}

async fn answer(
    session: Arc<Session>,
    method: &'static Method,
    uses: Uses,
    request: Request,
    operation: Option<Operation>,
) -> String {
    match session.call(uses, &request, operation).await {
        Ok(text) => text,
        Err(failure) => reply::failure(method, &failure, &request.user_data),
    }
}

fn panicked(method: &Method) -> String {
    tracing::error!(method = method.name, "the call failed inside; this is a fault of opentim");
    let failure = Failure::new(INTERNAL, format!("{} failed inside opentim {VERSION}; the log says more", method.name));
    reply::failure(method, &failure, &UserData::NONE)
}
