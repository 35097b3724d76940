//! One thread, many tasks: who runs next is rolled at every step.

use crate::dice::Dice;
use std::future::Future;
use std::pin::{Pin, pin};
use std::rc::Rc;
use std::task::{Context, Poll, Waker};

/// Gives the turn back some times.
pub(crate) struct Pause(pub(crate) usize);

impl Future for Pause {
    type Output = ();

    fn poll(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<()> {
        if self.0 == 0 {
            return Poll::Ready(());
        }
        self.0 -= 1;
        Poll::Pending
    }
}

type Task = Pin<Box<dyn Future<Output = ()>>>;

/// The tasks of one life of the process.
pub(crate) struct Scheduler {
    dice: Rc<Dice>,
    tasks: Vec<Task>,
    background: Vec<Task>,
}

impl Scheduler {
    pub(crate) fn new(dice: Rc<Dice>) -> Self {
        Self { dice, tasks: Vec::new(), background: Vec::new() }
    }

    pub(crate) fn spawn(&mut self, task: impl Future<Output = ()> + 'static) {
        self.tasks.push(Box::pin(task));
    }

    /// A task that nobody waits for.
    pub(crate) fn spawn_background(&mut self, task: impl Future<Output = ()> + 'static) {
        self.background.push(Box::pin(task));
    }

    /// Lets one task take one step. False when there is none left that somebody waits for.
    pub(crate) fn step(&mut self) -> bool {
        if self.tasks.is_empty() {
            return false;
        }
        let turn = self.dice.roll(self.tasks.len() + self.background.len());
        match turn.checked_sub(self.tasks.len()) {
            None => poll(&mut self.tasks, turn),
            Some(turn) => poll(&mut self.background, turn),
        }
        true
    }

    /// Gives every background task one more turn.
    pub(crate) fn last_turns(&mut self) {
        for turn in (0..self.background.len()).rev() {
            poll(&mut self.background, turn);
        }
    }
}

/// Everything here is ready or pauses, so nothing waits for a waker.
fn poll(tasks: &mut Vec<Task>, turn: usize) {
    if tasks[turn].as_mut().poll(&mut Context::from_waker(Waker::noop())).is_ready() {
        drop(tasks.swap_remove(turn));
    }
}

/// The result of something that runs while all else stands still.
pub(crate) fn at_once<T>(task: impl Future<Output = T>) -> T {
    let mut task = pin!(task);
    loop {
        if let Poll::Ready(result) = task.as_mut().poll(&mut Context::from_waker(Waker::noop())) {
            return result;
        }
    }
}
