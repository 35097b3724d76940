//! What a user is owed: every tip of his groups and every notice of his own, in order and once.
//!
//! A feed begins with the cursors of the user's last one and reads what he has missed since. Meanwhile the hub queues what
//! happens; what was read already is dropped from the queue by its number. When the queue overflows, or the store could not tell
//! of commits, the feed catches up once more from where it is.
//!
//! What somebody may hear of a group follows from its log, never from the cursors: they only say how far he was told.
//!
//! The order: what he is owed of groups that he left, his notices, what is new in the groups he is in.

mod catch_up;
mod due;
mod missed;
mod source;
mod stretch;
mod survey;
mod told;
mod touch;

pub use told::{Backlog, Cursors, Fed};

use crate::call::Refusal;
use crate::hub::{Connection, Push, SessionId};
use crate::run::Engine;
use catch_up::CatchUp;
use opentim_domain::{AppId, GroupId, Kind, Limits, StoredMembers, UserId};
use source::Source;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::pin::Pin;
use std::sync::Arc;
use told::Item;

/// One session's stream of what its user is owed. His presence ends when this is dropped.
pub struct Feed {
    source: Arc<Source>,
    connection: Connection,
    cursors: Cursors,
    /// How far he was told of groups that are not among the cursors any more.
    past: BTreeMap<GroupId, u64>,
    items: VecDeque<Item>,
    stage: Stage,
    announced: bool,
}

/// What a feed does when nothing waits in it.
enum Stage {
    /// It takes what the hub pushes.
    Live,
    /// What the hub pushes cannot be trusted: the user's groups must be read.
    Behind,
    /// They are read. From then on nothing is missing in what the hub pushes.
    Loaded,
    /// It goes on catching up.
    CatchingUp(Box<CatchUp>),
    /// It waits for the store. Kept here, so that it goes on when its caller gives up waiting.
    Reading(Pin<Box<dyn Future<Output = Read> + Send>>),
}

/// What was read, and what comes next.
type Read = (Stage, Result<Vec<Item>, Refusal>);

impl Stage {
    async fn load(source: Arc<Source>) -> Read {
        match source.load_groups().await {
            Ok(()) => (Self::Loaded, Ok(Vec::new())),
            Err(refusal) => (Self::Behind, Err(refusal)),
        }
    }

    async fn begin(source: Arc<Source>, from: Cursors) -> Read {
        match CatchUp::begin(source, &from).await {
            Ok(catch_up) => (Self::CatchingUp(Box::new(catch_up)), Ok(Vec::new())),
            Err(refusal) => (Self::Loaded, Err(refusal)),
        }
    }

    async fn go_on(mut catch_up: Box<CatchUp>) -> Read {
        let items = catch_up.read().await;
        let ended = items.as_ref().is_ok_and(|items| matches!(items.last(), Some(Item::End { .. })));
        (if ended { Self::Live } else { Self::CatchingUp(catch_up) }, items)
    }
}

impl Engine {
    /// A user is online from now on, until the feed is dropped: he hears what happens in his groups, and first what has happened
    /// since the cursors. Without cursors he hears what happens from now on.
    ///
    /// # Errors
    /// [`Refusal::Store`].
    pub async fn feed(
        self: &Arc<Self>,
        app: AppId,
        user: &UserId,
        limits: Arc<Limits>,
        from: Option<Cursors>,
    ) -> Result<Feed, Refusal> {
        let connection = self.hub.connect(app, user, limits.clone());
        let session = connection.session();
        let source = Arc::new(Source { engine: self.clone(), app, user: user.clone(), limits, session });
        let mut feed = Feed {
            source: source.clone(),
            connection,
            cursors: Cursors::default(),
            past: BTreeMap::new(),
            items: VecDeque::new(),
            stage: Stage::Live,
            announced: false,
        };
        source.load_groups().await?;
        while feed.pass_over() {
            source.load_groups().await?;
        }
        if let Some(from) = from {
            feed.stage = Stage::CatchingUp(Box::new(CatchUp::begin(source, &from).await?));
            feed.cursors = from;
            return Ok(feed);
        }
        let (cursors, end) = source.newest().await?;
        feed.cursors = cursors;
        feed.items.push_back(end);
        Ok(feed)
    }
}

impl Feed {
    /// The session's number.
    pub fn session(&self) -> SessionId {
        self.connection.session()
    }

    /// How far the user has been told.
    pub fn cursors(&self) -> &Cursors {
        &self.cursors
    }

    /// Waits for what comes next. Nothing is lost when this is dropped before it is done.
    ///
    /// # Errors
    /// [`Refusal::Store`]: what was missed could not be read now. The next call goes on where this one stopped.
    pub async fn next(&mut self) -> Result<Fed, Refusal> {
        loop {
            while let Some(item) = self.items.pop_front() {
                if let Some(fed) = self.take(item) {
                    return Ok(fed);
                }
            }
            if let Stage::Reading(work) = &mut self.stage {
                let (stage, items) = work.await;
                self.stage = stage;
                self.items.extend(items?);
                continue;
            }
            match std::mem::replace(&mut self.stage, Stage::Live) {
                Stage::Behind => {
                    self.pass_over();
                    self.stage = Stage::Reading(Box::pin(Stage::load(self.source.clone())));
                }
                Stage::Loaded if self.pass_over() => self.stage = Stage::Behind,
                Stage::Loaded => {
                    self.stage = Stage::Reading(Box::pin(Stage::begin(self.source.clone(), self.cursors.clone())));
                }
                Stage::CatchingUp(catch_up) => self.stage = Stage::Reading(Box::pin(Stage::go_on(catch_up))),
                Stage::Live | Stage::Reading(_) => {
                    let push = self.connection.next().await;
                    if let Some(fed) = self.hear(push) {
                        return Ok(fed);
                    }
                }
            }
        }
    }

    /// Passes over what the hub pushed before the user's groups were read: it may not be his, and what of it is will be read.
    /// What is not stored stays. Says whether something was lost.
    fn pass_over(&mut self) -> bool {
        let mut lost = false;
        while let Some(push) = self.connection.waiting() {
            match push {
                Push::Lost => lost = true,
                Push::Tip { kind, ref event, .. } if is_stored(kind, event.number) => {}
                Push::Notice(ref notice) if notice.number > 0 => {}
                Push::Tip { group, kind, event } => self.items.push_back(Item::Fed(Fed::Tip { group, kind, event })),
                Push::Notice(notice) => self.items.push_back(Item::Fed(Fed::Notice(notice))),
                Push::Passing(passing) => self.items.push_back(Item::Fed(Fed::Passing(passing))),
                Push::Over => self.items.push_back(Item::Fed(Fed::Over)),
            }
        }
        lost
    }

    /// Tells what was read, and moves the cursors.
    fn take(&mut self, item: Item) -> Option<Fed> {
        match item {
            Item::Fed(fed) => {
                match &fed {
                    // What is not stored moves no cursor.
                    Fed::Tip { kind, event, .. } if !is_stored(*kind, event.number) => {}
                    Fed::Notice(notice) if notice.number == 0 => {}
                    Fed::Tip { group, event, .. } => self.reached(group, event.number),
                    Fed::Refresh { group, number } => drop(self.cursors.groups.insert(group.clone(), *number)),
                    Fed::Notice(notice) => self.cursors.notices = notice.number,
                    Fed::RefreshNotices { number } => self.cursors.notices = *number,
                    Fed::CaughtUp { .. } | Fed::Passing(_) | Fed::Over => {}
                }
                Some(fed)
            }
            Item::Reached { group, number } => {
                self.reached(&group, number);
                None
            }
            Item::End { heads, closing, strange } => self.end(&heads, &closing, &strange),
        }
    }

    fn reached(&mut self, group: &GroupId, number: u64) {
        match self.cursors.groups.get_mut(group) {
            Some(cursor) => *cursor = number.max(*cursor),
            None => drop(self.cursors.groups.insert(group.clone(), number)),
        }
    }

    /// All that was missed is told.
    fn end(&mut self, heads: &BTreeMap<GroupId, u64>, closing: &BTreeSet<GroupId>, strange: &BTreeSet<GroupId>) -> Option<Fed> {
        heads.iter().for_each(|(group, number)| self.reached(group, *number));
        let kept = |group: &GroupId| heads.contains_key(group) || closing.contains(group);
        let gone: Vec<GroupId> = self.cursors.groups.keys().filter(|group| !kept(group)).cloned().collect();
        for group in &gone {
            // What the hub queued of it meanwhile must not be told again.
            let number = self.cursors.groups.remove(group).filter(|_| !strange.contains(group));
            self.past.extend(number.map(|number| (group.clone(), number)));
        }
        (!std::mem::replace(&mut self.announced, true)).then_some(Fed::CaughtUp { gone })
    }

    /// Tells what the hub pushes, unless it was told already.
    fn hear(&mut self, push: Push) -> Option<Fed> {
        match push {
            Push::Tip { group, kind, event } if !is_stored(kind, event.number) => Some(Fed::Tip { group, kind, event }),
            Push::Notice(notice) if notice.number == 0 => Some(Fed::Notice(notice)),
            Push::Tip { group, kind, event } => {
                let told = self.cursors.groups.get(&group).or_else(|| self.past.get(&group)).copied();
                if told >= Some(event.number) {
                    return None;
                }
                self.past.remove(&group);
                self.cursors.groups.insert(group.clone(), event.number);
                Some(Fed::Tip { group, kind, event })
            }
            Push::Notice(notice) => {
                let news = notice.number > self.cursors.notices;
                self.cursors.notices = notice.number.max(self.cursors.notices);
                news.then_some(Fed::Notice(notice))
            }
            Push::Passing(passing) => Some(Fed::Passing(passing)),
            Push::Over => Some(Fed::Over),
            Push::Lost => {
                self.stage = Stage::Behind;
                None
            }
        }
    }
}

/// Whether a tip can be read again: live groups keep nothing to catch up with, and what is never stored has no number.
fn is_stored(kind: Kind, number: u64) -> bool {
    number > 0 && kind.rules().stored_members == StoredMembers::All
}
