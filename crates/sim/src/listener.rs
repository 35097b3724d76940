//! The devices of users: they log in, listen, are cut off and come back.

use crate::actors::{Desk, app};
use crate::dice::Dice;
use crate::follower::Follower;
use crate::ledger::Ledger;
use crate::planted::Planted;
use crate::scheduler::Pause;
use crate::violation::{Violation, must};
use opentim_domain::{GroupId, StoredMembers, UserId};
use opentim_engine::{Cursors, Fed, Feed};
use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::poll_fn;
use std::pin::pin;
use std::rc::Rc;
use std::sync::{MutexGuard, PoisonError};
use std::task::{Context, Poll};

/// A device's share of one life of the process.
pub(crate) struct Device {
    pub(crate) desk: Desk,
    pub(crate) follower: Rc<RefCell<Follower>>,
    pub(crate) dice: Rc<Dice>,
    pub(crate) ends: Rc<Cell<bool>>,
    pub(crate) planted: Planted,
}

impl Device {
    /// Connects, listens and is cut off, again and again until the process ends.
    pub(crate) async fn live(self) {
        loop {
            Pause(self.dice.roll(60)).await;
            if self.dice.one_in(10) {
                self.pry().await;
            } else if let Some(mut feed) = self.open().await {
                self.listen(&mut feed).await;
                self.cut(&feed);
            }
        }
    }

    /// Comes back with the cursors kept, or logs in afresh.
    async fn open(&self) -> Option<Feed> {
        if self.dice.one_in(12) {
            self.follower.borrow_mut().kept = None;
        }
        let (user, kept) = (self.follower.borrow().user.clone(), self.follower.borrow().kept.clone());
        let (fresh, before) = (kept.is_none(), self.follower.borrow().places(&self.ledger()));
        let feed = self.desk.engine.feed(app(), &user, self.desk.limits.clone(), kept).await.ok()?;
        if fresh {
            self.follower.borrow_mut().begin(feed.cursors(), before, &self.ledger());
        }
        Some(feed)
    }

    async fn listen(&self, feed: &mut Feed) {
        let (session, user) = (feed.session(), self.follower.borrow().user.clone());
        self.desk.sessions.borrow_mut().insert(session, user);
        let mut turns = self.dice.roll(200);
        // Now and then the line is cut before all is told that is there.
        let mut most = if self.dice.one_in(3) { self.dice.roll(20) } else { usize::MAX };
        poll_fn(|context| {
            while most > 0
                && let Poll::Ready(fed) = next(feed, context)
            {
                most -= 1;
                let mut ledger = self.ledger();
                if let Err(violation) = self.follower.borrow_mut().hear(&fed, &ledger) {
                    ledger.found(violation);
                }
            }
            if turns == 0 || most == 0 || self.ends.get() {
                return Poll::Ready(());
            }
            turns -= 1;
            Poll::Pending
        })
        .await;
        self.desk.sessions.borrow_mut().remove(&session);
    }

    /// What the app keeps: by itself, or as the feed says.
    fn cut(&self, feed: &Feed) {
        let mut follower = self.follower.borrow_mut();
        if self.dice.one_in(2) {
            follower.kept = Some(feed.cursors().clone());
        }
        let kept = follower.kept.get_or_insert_default();
        if self.dice.one_in(4) {
            self.planted.spoil_cursors(kept);
        }
    }

    /// Says that he was told what he was not: that must not open to him what was said while he was no member.
    async fn pry(&self) {
        let user = self.follower.borrow().user.clone();
        let forged = {
            let ledger = self.ledger();
            let groups = ledger.groups().filter(|_| self.dice.one_in(2));
            let groups: BTreeMap<GroupId, u64> = groups.map(|group| (group.clone(), self.dice.roll(30) as u64)).collect();
            Cursors { notices: self.dice.roll(20) as u64, groups }
        };
        let Ok(mut feed) = self.desk.engine.feed(app(), &user, self.desk.limits.clone(), Some(forged)).await else { return };
        let mut turns = self.dice.roll(100);
        poll_fn(|context| {
            while let Poll::Ready(fed) = next(&mut feed, context) {
                let mut ledger = self.ledger();
                if let Err(violation) = is_his(&user, &fed, &ledger) {
                    ledger.found(violation);
                }
            }
            if turns == 0 || self.ends.get() {
                return Poll::Ready(());
            }
            turns -= 1;
            Poll::Pending
        })
        .await;
    }

    fn ledger(&self) -> MutexGuard<'_, Ledger> {
        self.desk.ledger.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When all is at rest, one more login tells the rest.
pub(crate) async fn hear_the_rest(desk: Desk, follower: Rc<RefCell<Follower>>) -> Result<(), Violation> {
    let (user, kept) = (follower.borrow().user.clone(), follower.borrow().kept.clone());
    if kept.is_none() {
        return Ok(());
    }
    let mut feed = loop {
        if let Ok(feed) = desk.engine.feed(app(), &user, desk.limits.clone(), kept.clone()).await {
            break feed;
        }
    };
    let mut caught_up = false;
    poll_fn(|context| {
        while let Poll::Ready(fed) = next(&mut feed, context) {
            caught_up |= matches!(fed, Fed::CaughtUp { .. });
            let ledger = desk.ledger.lock().unwrap_or_else(PoisonError::into_inner);
            if let Err(violation) = follower.borrow_mut().hear(&fed, &ledger) {
                return Poll::Ready(Err(violation));
            }
        }
        if caught_up { Poll::Ready(Ok(())) } else { Poll::Pending }
    })
    .await?;
    follower.borrow().check_all_heard(&desk.ledger.lock().unwrap_or_else(PoisonError::into_inner))
}

/// What comes next. Whoever waits for it gives up at once and asks again.
fn next(feed: &mut Feed, context: &mut Context<'_>) -> Poll<Fed> {
    loop {
        match pin!(feed.next()).poll(context) {
            Poll::Ready(Ok(fed)) => return Poll::Ready(fed),
            // It could not be read now.
            Poll::Ready(Err(_)) => {}
            Poll::Pending => return Poll::Pending,
        }
    }
}

/// Was this ever meant for him?
fn is_his(user: &UserId, fed: &Fed, ledger: &Ledger) -> Result<(), Violation> {
    let Fed::Tip { group, kind, event } = fed else { return Ok(()) };
    let told = (event.number, event.event.body.clone());
    let his = kind.rules().stored_members == StoredMembers::Staff || ledger.tips(user, group).contains(&told);
    must!(his, "{user} is told the tip {told:?} of {group}, and was not in it");
    Ok(())
}
