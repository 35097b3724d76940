//! Users who are online for a while and listen: they must hear every tip and notice, in order and once.

use crate::actors::{Desk, app};
use crate::dice::Dice;
use crate::ledger::{Ledger, Tip};
use crate::scheduler::Pause;
use crate::violation::{Violation, must};
use opentim_domain::{Kind, UserId};
use opentim_engine::{Connection, Push};
use opentim_store::StoredNotice;
use std::cell::Cell;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::sync::{MutexGuard, PoisonError};
use std::task::{Context, Poll};

/// What one connection heard.
struct Heard {
    user: UserId,
    tips: Vec<Tip>,
    notices: Vec<StoredNotice>,
    lost: bool,
    /// Tips and notices there were before it began to connect.
    before: (usize, usize),
    /// Tips there were when it was connected.
    ready: usize,
}

/// Connects, listens and leaves, again and again until the process ends.
pub(crate) async fn listen(desk: Desk, user: UserId, dice: Rc<Dice>, ends: Rc<Cell<bool>>) {
    loop {
        Pause(dice.roll(60)).await;
        let before = with(&desk).heard_so_far(&user);
        let Ok(mut connection) = desk.engine.connect(app(), &user, desk.limits.clone()).await else { continue };
        let ready = with(&desk).heard_so_far(&user).0;
        let mut heard = Heard { user: user.clone(), tips: Vec::new(), notices: Vec::new(), lost: false, before, ready };
        let session = connection.session();
        desk.sessions.borrow_mut().insert(session, user.clone());
        let mut turns = dice.roll(200);
        poll_fn(|context| {
            heard.drain(&mut connection, context);
            if turns == 0 || ends.get() {
                return Poll::Ready(());
            }
            turns -= 1;
            Poll::Pending
        })
        .await;
        desk.sessions.borrow_mut().remove(&session);
        let mut ledger = with(&desk);
        if let Err(violation) = heard.check(&ledger) {
            ledger.found(violation);
        }
    }
}

fn with(desk: &Desk) -> MutexGuard<'_, Ledger> {
    desk.ledger.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Ledger {
    /// How many tips and notices a user had to hear so far.
    fn heard_so_far(&self, user: &UserId) -> (usize, usize) {
        (self.tips(user).len(), self.notices(user).len())
    }
}

impl Heard {
    /// Takes all that has arrived.
    fn drain(&mut self, connection: &mut Connection, context: &mut Context<'_>) {
        while let Poll::Ready(push) = pin!(connection.next()).poll(context) {
            match push {
                // Members of live groups hear what those present hear; who that is, is not in the log.
                Push::Tip { kind: Kind::Live, .. } => {}
                Push::Notice(notice) if notice.number == 0 => {}
                Push::Tip { group, event, .. } => self.tips.push((group, event.number, event.event.body.clone())),
                Push::Notice(notice) => self.notices.push((*notice).clone()),
                Push::Lost => self.lost = true,
            }
        }
    }

    /// From the moment it was connected nothing may be missing. While it connects, tips of groups that are not read yet may be.
    fn check(&self, ledger: &Ledger) -> Result<(), Violation> {
        let user = &self.user;
        must!(!self.lost, "{user} lost pushes");
        let notices = ledger.notices(user).split_off(self.before.1);
        must!(self.notices == notices, "{user} heard the notices {:?}, told were {notices:?}", self.notices);
        let (early, due) = ledger.tips(user)[self.before.0..].split_at(self.ready - self.before.0);
        let Some(surplus) = self.tips.len().checked_sub(due.len()) else {
            return Err(Violation(format!("{user} heard the tips {:?}, due were {due:?}", self.tips)));
        };
        let (first, then) = self.tips.split_at(surplus);
        let mut early = early.iter();
        let in_order = first.iter().all(|tip| early.any(|told| told == tip));
        must!(in_order && then == due, "{user} heard the tips {:?}, due were {due:?} after {first:?}", self.tips);
        Ok(())
    }
}
