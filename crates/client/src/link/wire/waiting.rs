//! Requests that wait for their answer.

use super::Answer;
use opentim_wire::sdk::Failure;
use std::collections::HashMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::oneshot;

type Answers = HashMap<u64, oneshot::Sender<Result<String, Failure>>>;

/// Those of a connection, by their number.
pub(super) struct Waiting(Mutex<State>);

struct State {
    last: u64,
    /// Nothing once the connection is gone.
    answers: Option<Answers>,
}

impl Default for Waiting {
    fn default() -> Self {
        Self(Mutex::new(State { last: 0, answers: Some(Answers::default()) }))
    }
}

impl Waiting {
    fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// A place for one more; nothing when the connection is gone.
    pub(super) fn place(&self) -> Option<Place<'_>> {
        let (answer, coming) = oneshot::channel();
        let mut state = self.state();
        let id = state.last + 1;
        state.answers.as_mut()?.insert(id, answer);
        state.last = id;
        Some(Place { waiting: self, id, coming })
    }

    /// Whether nobody waits.
    pub(super) fn is_empty(&self) -> bool {
        self.state().answers.as_ref().is_none_or(HashMap::is_empty)
    }

    /// An answer has come. One that nobody waits for any more is dropped.
    pub(super) fn answer(&self, id: u64, answer: Result<String, Failure>) {
        let waiting = self.state().answers.as_mut().and_then(|answers| answers.remove(&id));
        if let Some(waiting) = waiting {
            // Whoever asked may have gone.
            let _ = waiting.send(answer);
        }
    }

    /// The connection is gone: nobody gets an answer any more.
    pub(super) fn close(&self) {
        let answers = self.state().answers.take();
        drop(answers);
    }
}

/// A request's place among those that wait.
pub(super) struct Place<'a> {
    waiting: &'a Waiting,
    id: u64,
    coming: oneshot::Receiver<Result<String, Failure>>,
}

impl Place<'_> {
    /// The number of the request.
    pub(super) fn id(&self) -> u64 {
        self.id
    }

    /// Waits for the answer of a request that has been sent.
    pub(super) async fn answer(mut self) -> Answer {
        match (&mut self.coming).await {
            Ok(Ok(body)) => Answer::Reply(body),
            Ok(Err(failure)) => Answer::Refused(failure),
            Err(_) => Answer::Cut { sent: true },
        }
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        if let Some(answers) = self.waiting.state().answers.as_mut() {
            answers.remove(&self.id);
        }
    }
}
