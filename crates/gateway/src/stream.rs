//! What a session's user is told, ready for his listeners.

use crate::host::Host;
use crate::render::{AttributesSeen, Place, Rendered};
use crate::session::Session;
use opentim_domain::{EventBody, GroupId, Kind};
use opentim_engine::{Cursors, Fed, Feed, Passing};
use opentim_store::{StoredEvent, StoredNotice};
use opentim_wire::sdk::codes::KICKED_OFFLINE;
use opentim_wire::sdk::event::of_body;
use opentim_wire::sdk::{Event, Failure};
use std::collections::BTreeMap;
use std::sync::Arc;
use std::time::Duration;

/// Pause before reading is tried again after the store could not be read.
const PAUSE: Duration = Duration::from_millis(500);

/// Something a session is told.
#[derive(Clone, Debug)]
pub enum Told {
    /// An event for the listeners.
    Event(Rendered),
    /// Too much was missed: groups, with where their cursors are now, and notices likewise. What the user has of them must be
    /// read anew.
    Refresh {
        /// The groups.
        groups: BTreeMap<GroupId, u64>,
        /// The notices, if too many of them were missed.
        notices: Option<u64>,
    },
    /// Everything missed has been told; from here on it is told as it happens.
    CaughtUp {
        /// Groups that the user is not in any more, though he gave cursors of them.
        gone: Vec<GroupId>,
    },
    /// The session is over, and why: the user's account is gone, or he was logged out by somebody else. Nothing follows.
    Over(Failure),
}

/// An event that is still to be rendered.
pub(crate) enum Owed {
    Tip { group: GroupId, kind: Kind, event: Arc<StoredEvent> },
    Notice(Arc<StoredNotice>),
    Passing(Arc<Passing>),
}

impl Owed {
    fn event(&self) -> Event {
        match self {
            Self::Tip { event, .. } => of_body(&event.event.body),
            Self::Notice(_) => Event::NewMessages,
            Self::Passing(passing) => match **passing {
                Passing::Statuses(_) => Event::UserStatus,
                Passing::OwnProfile(_) => Event::SelfInfo,
                Passing::Profiles(_) => Event::UserInfo,
            },
        }
    }

    fn attributes(&self) -> Option<AttributesSeen> {
        match self {
            Self::Tip { group, event, .. } => match event.event.body {
                EventBody::AttributesChanged { sequence, .. } => Some(AttributesSeen { group: group.clone(), sequence }),
                _ => None,
            },
            Self::Notice(_) | Self::Passing(_) => None,
        }
    }

    pub(crate) fn place(&self) -> Place {
        match self {
            Self::Tip { group, event, .. } if event.number > 0 => Place::Group { group: group.clone(), number: event.number },
            Self::Notice(notice) if notice.number > 0 => Place::Notice(notice.number),
            Self::Tip { .. } | Self::Notice(_) | Self::Passing(_) => Place::Nowhere,
        }
    }
}

/// What a session's user is told, in order and once. His presence ends when this is dropped.
pub struct Stream {
    host: Arc<Host>,
    session: Arc<Session>,
    feed: Feed,
    owed: Option<Owed>,
}

impl Stream {
    pub(crate) fn new(host: Arc<Host>, session: Arc<Session>, feed: Feed) -> Self {
        Self { host, session, feed, owed: None }
    }

    /// Whose it is.
    pub fn session(&self) -> &Session {
        &self.session
    }

    /// How far he has been told.
    pub fn cursors(&self) -> &Cursors {
        self.feed.cursors()
    }

    /// Waits for what comes next; events that nobody wants are passed over. Nothing is lost when this is dropped before it is done.
    pub async fn next(&mut self, wanted: impl Fn(Event) -> bool) -> Told {
        loop {
            if let Some(owed) = &self.owed {
                let rendered =
                    if wanted(owed.event()) { self.host.renderer.render(&self.host, self.session.who(), owed).await } else { None };
                let done = self.owed.take();
                if let (Some(text), Some(owed)) = (rendered, done) {
                    let (event, place, attributes) = (owed.event(), owed.place(), owed.attributes());
                    return Told::Event(Rendered { event, place, text, attributes });
                }
            }
            match self.fed().await {
                Fed::Tip { group, kind, event } => self.owed = Some(Owed::Tip { group, kind, event }),
                Fed::Notice(notice) => self.owed = Some(Owed::Notice(notice)),
                Fed::Passing(passing) => self.owed = Some(Owed::Passing(passing)),
                Fed::Over => return Told::Over(ended()),
                Fed::Refresh { group, number } => {
                    return Told::Refresh { groups: BTreeMap::from([(group, number)]), notices: None };
                }
                Fed::RefreshNotices { number } => return Told::Refresh { groups: BTreeMap::new(), notices: Some(number) },
                Fed::CaughtUp { gone } => return Told::CaughtUp { gone },
            }
        }
    }

    async fn fed(&mut self) -> Fed {
        loop {
            match self.feed.next().await {
                Ok(fed) => return fed,
                Err(error) => {
                    let user = &self.session.who().user;
                    tracing::warn!(%user, %error, "what a user missed cannot be read now; it is tried again");
                    tokio::time::sleep(PAUSE).await;
                }
            }
        }
    }
}

/// Why a session is over whose account is gone, or that somebody else has ended.
fn ended() -> Failure {
    Failure::new(KICKED_OFFLINE, "the app has ended all logins of this user")
}
