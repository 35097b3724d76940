//! Events as JSON text for listeners.
//!
//! An event is completed with what is known of the group and its people, as far as that can be read; it never waits for more and is
//! never left out because of it. The members' records are as they are now, so whoever is not in the group any more, or not yet, is
//! told of the event without them. A tip is the same for all the others with the same settings, so it is made once for all of them.

use crate::host::Host;
use crate::session::Who;
use crate::stream::Owed;
use lru::LruCache;
use opentim_domain::{Actor, AppId, Face, GroupId, Kind, Notice, Policy, UserId};
use opentim_engine::{Call, Ending, Passing};
use opentim_store::{StoredEvent, StoredNotice};
use opentim_wire::sdk::Event;
use opentim_wire::sdk::event::{self, Known, Report, Tip, messages_text};
use opentim_wire::sdk::user::{self, Accounts, UserStatus};
use std::num::NonZeroUsize;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError, Weak};
use tokio::sync::OnceCell;

/// Most members of an event whose records are read for it; of the others id and role are shown.
const MOST_RECORDS: usize = 100;
/// Tips that are kept for the sessions that have yet to be told of them.
const KEPT: NonZeroUsize = NonZeroUsize::new(512).unwrap();

/// An event as its listeners get it.
#[derive(Clone, Debug)]
pub struct Rendered {
    /// Whose listeners.
    pub event: Event,
    /// Where it is in what the user is owed.
    pub place: Place,
    /// JSON text.
    pub text: Arc<str>,
    /// What the user sees of a group's attributes by it.
    pub attributes: Option<AttributesSeen>,
}

/// A state of a group's attributes.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct AttributesSeen {
    /// The group.
    pub group: GroupId,
    /// How often they had changed.
    pub sequence: u64,
}

/// Where an event is in what a user is owed.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Place {
    /// Among the events of a group.
    Group {
        /// The group.
        group: GroupId,
        /// Its number there.
        number: u64,
    },
    /// Among the user's notices, with this number.
    Notice(u64),
    /// Nowhere: it is told only to those who are there.
    Nowhere,
}

/// A text that is being made, or has been.
type Text = Arc<OnceCell<Option<Arc<str>>>>;

/// Which tip a text is of.
#[derive(Clone, PartialEq, Eq, Hash)]
enum Which {
    Stored(AppId, GroupId, u64),
    /// One that is not stored: the address of what all its hearers share.
    Passing(usize),
}

struct Made {
    policy: Policy,
    inside: bool,
    text: Text,
    /// Keeps the address of a passing one from being used again.
    _event: Weak<StoredEvent>,
}

/// Makes the texts.
pub(crate) struct Renderer(Mutex<LruCache<Which, Vec<Made>>>);

impl Default for Renderer {
    fn default() -> Self {
        Self(Mutex::new(LruCache::new(KEPT)))
    }
}

impl Renderer {
    /// The text of what a user is owed; nothing when listeners do not hear of it.
    pub(crate) async fn render(&self, host: &Host, who: &Who, owed: &Owed) -> Option<Arc<str>> {
        match owed {
            Owed::Tip { group, kind, event } => {
                let reader = Reader::of(host, who, group);
                let text = self.text_of(who, group, event, reader.inside);
                text.get_or_init(|| reader.tip(group, *kind, event)).await.clone()
            }
            Owed::Notice(notice) => Reader::of(host, who, &notice.group).notice(notice).await,
            Owed::Passing(passing) => passing_text(passing).map(Arc::from),
        }
    }

    fn text_of(&self, who: &Who, group: &GroupId, event: &Arc<StoredEvent>, inside: bool) -> Text {
        let which = match event.number {
            0 => Which::Passing(Arc::as_ptr(event).addr()),
            number => Which::Stored(who.app, group.clone(), number),
        };
        let policy = who.limits.policy;
        let mut tips = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let made = tips.get_or_insert_mut(which, Vec::new);
        if let Some(found) = made.iter().find(|made| made.policy == policy && made.inside == inside) {
            return found.text.clone();
        }
        let text = Text::default();
        made.push(Made { policy, inside, text: text.clone(), _event: Arc::downgrade(event) });
        text
    }
}

/// Reads what an event is completed with.
struct Reader<'a> {
    host: &'a Host,
    call: Call,
    /// He is in the group, so he may see its members.
    inside: bool,
}

impl<'a> Reader<'a> {
    /// Reads for the sake of events of this group. Beside his being in it no rule stands in the way: he hears of the event.
    fn of(host: &'a Host, who: &Who, group: &GroupId) -> Self {
        let actor = Actor::app_admin(who.user.clone(), Face::System);
        let inside = host.engine().is_inside(who.app, group, &who.user);
        Self { host, call: Call { app: who.app, actor, limits: who.limits.clone(), operation: None }, inside }
    }

    async fn tip(&self, group: &GroupId, kind: Kind, event: &StoredEvent) -> Option<Arc<str>> {
        let draft = &event.event;
        let tip = Tip { group, at: event.at, member_count: event.member_count, actor: &draft.actor, body: &draft.body };
        let known = self.known(group, self.name(group).await, &tip.people()).await;
        tracing::trace!(%group, ?kind, number = event.number, "group tip");
        event::text(&tip, &known).map(Arc::from)
    }

    async fn notice(&self, notice: &StoredNotice) -> Option<Arc<str>> {
        let StoredNotice { number, group, notice, by, at } = notice;
        // The clean-up tells of a disband, and does not know whose it was.
        let ending = if *notice == Notice::Disbanded { self.ending(group).await } else { None };
        let by = by.as_ref().or(ending.as_ref().map(|ending| &ending.by));
        let report = Report { number: *number, group, notice, by, at: *at, rand: rand_of(*number) };
        let name = match &ending {
            Some(ending) => ending.name.clone(),
            None => self.name(group).await,
        };
        let known = self.known(group, name, report.operator().as_slice()).await;
        messages_text(&[report.message(&known)]).map(Arc::from)
    }

    /// What can be read of some members of a group.
    async fn known(&self, group: &GroupId, name: String, people: &[&UserId]) -> Known {
        let mut known = Known { group_name: name, ..Known::default() };
        let most = MOST_RECORDS.min(self.call.limits.role_members);
        let users: Vec<UserId> = people.iter().take(most).copied().cloned().collect();
        known.accounts = self.accounts(&users).await;
        if !self.inside {
            return known;
        }
        match self.host.engine().members_by_id(&self.call, group, &users).await {
            Ok(found) => known.members = found.into_iter().flatten().map(|member| (member.user.clone(), member)).collect(),
            // For instance of a group that is gone by now.
            Err(error) => tracing::debug!(%group, %error, "an event is told without the members' records"),
        }
        known
    }

    /// The profiles of people. Whoever hears of them may see these.
    async fn accounts(&self, users: &[UserId]) -> Accounts {
        match self.host.engine().accounts(self.call.app, users).await {
            Ok(found) => users.iter().cloned().zip(found).filter_map(|(user, account)| Some((user, account?))).collect(),
            Err(error) => {
                tracing::debug!(%error, "an event is told without the profiles of its people");
                Accounts::new()
            }
        }
    }

    /// The name of a group, or the one it had when it ended; empty when neither can be read.
    async fn name(&self, group: &GroupId) -> String {
        match self.host.engine().profiles(self.call.app, std::slice::from_ref(group), None).await {
            Ok(found) => match found.into_iter().flatten().next() {
                Some(profile) => profile.group.name,
                None => self.ending(group).await.map(|ending| ending.name).unwrap_or_default(),
            },
            Err(error) => {
                tracing::debug!(%group, %error, "an event is told without the group's name");
                String::new()
            }
        }
    }

    /// How a group ended, if it did and that can be read.
    async fn ending(&self, group: &GroupId) -> Option<Ending> {
        let ending = self.host.engine().ending(self.call.app, group).await;
        ending.unwrap_or_else(|error| {
            tracing::debug!(%group, %error, "the end of a group is told without who ended it");
            None
        })
    }
}

/// The text of what passes.
fn passing_text(passing: &Passing) -> Option<String> {
    match passing {
        Passing::Statuses(statuses) => {
            let shown = statuses.iter().map(|status| UserStatus::new(&status.user, status.online, &status.custom));
            user::statuses_text(&shown.collect::<Vec<UserStatus>>())
        }
        Passing::OwnProfile(account) => user::own_profile_text(account),
        Passing::Profiles(accounts) => user::profiles_text(accounts.iter().map(|account| &**account)),
    }
}

/// Tells notices apart: kept ones by their number, on every device alike; the others by a count.
fn rand_of(number: u64) -> u64 {
    static TOLD: AtomicU64 = AtomicU64::new(0);
    if number == 0 { TOLD.fetch_add(1, Ordering::Relaxed) + 1 } else { number }
}
