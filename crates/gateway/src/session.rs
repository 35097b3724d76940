//! A session: a logged-in user on one engine, whatever way his calls come.

use crate::dialect::{self, Known};
use crate::host::Host;
use crate::pace::Pace;
use crate::render::AttributesSeen;
use crate::seen::SeenAttributes;
use opentim_domain::application::JoinGroup;
use opentim_domain::{Actor, AppId, Face, GroupId, Kind, Limits, UserId};
use opentim_engine::{Again, Call, Engine, Operation, SessionId};
use opentim_wire::sdk::{Failure, Request, Uses};
use sha2::{Digest, Sha256};
use std::sync::Arc;

/// Whose a session is.
#[derive(Clone, Debug)]
pub struct Who {
    /// The app.
    pub app: AppId,
    /// The user.
    pub user: UserId,
    /// The numbers and choices that his calls live by.
    pub limits: Arc<Limits>,
}

/// A session. It lasts as long as its [`Stream`](crate::Stream): calls of it are then no more to be made.
pub struct Session {
    host: Arc<Host>,
    who: Who,
    id: SessionId,
    seen: SeenAttributes,
    pace: Pace,
}

impl Session {
    pub(crate) fn new(host: Arc<Host>, who: Who, id: SessionId) -> Self {
        let pace = Pace::new(&who.limits.session_rates);
        Self { host, who, id, seen: SeenAttributes::default(), pace }
    }

    /// Its number in its engine.
    pub fn id(&self) -> SessionId {
        self.id
    }

    /// Whose it is.
    pub fn who(&self) -> &Who {
        &self.who
    }

    /// The user has been told of this state of a group's attributes: what he writes of them is for this state, until he sees a newer
    /// one.
    pub fn has_seen(&self, attributes: &AttributesSeen) {
        self.seen.told(&attributes.group, attributes.sequence);
    }

    /// The attributes that its user has seen.
    pub(crate) fn seen(&self) -> &SeenAttributes {
        &self.seen
    }

    pub(crate) fn engine(&self) -> &Engine {
        self.host.engine()
    }

    /// The frame of its calls.
    pub(crate) fn call_frame(&self) -> Call {
        let Who { app, user, limits } = self.who.clone();
        Call { app, actor: Actor::user(user, Face::Sdk), limits, operation: None }
    }

    /// Does one call and gives the whole reply as JSON text. Under an operation id it may be repeated: it is done once, and
    /// answered the same every time. An id of the caller's own, in his argument, counts more than that of the line.
    ///
    /// # Errors
    /// A code and sentence of the SDK; nothing changed then, unless the sentence says that this is not known.
    pub async fn call(&self, method: Uses, request: &Request, operation: Option<Operation>) -> Result<String, Failure> {
        self.pace.admit(method)?;
        let own = request.own_operation()?.map(|own| self::operation(own.id, own.method, &own.asked));
        dialect::answer(self, method, request, own.or(operation)).await
    }

    /// The list of the user's groups as the difference to what is known of it, as JSON text
    /// ([`JoinedDifference`](opentim_wire::sdk::group::JoinedDifference)).
    ///
    /// # Errors
    /// The store cannot.
    pub async fn sync(&self, known: &Known) -> Result<String, Failure> {
        dialect::sync(self, known).await
    }

    /// Enters live groups again, whose members are not stored; gives back those that could not be entered.
    pub async fn enter_again(&self, rooms: Vec<GroupId>) -> Vec<GroupId> {
        let mut left = Vec::new();
        for room in rooms {
            if !self.enters(&room).await {
                left.push(room);
            }
        }
        left
    }

    /// Goes on with what an earlier session of the same client said and watched; the listeners hear how that is now.
    pub async fn watch_again(&self, again: &Again) {
        let Who { app, user, .. } = &self.who;
        if let Err(error) = self.engine().watch_again(*app, user, self.id, again).await {
            tracing::warn!(%user, %error, "how the profiles are that a session watches could not be read; changes of them are told");
        }
    }

    async fn enters(&self, room: &GroupId) -> bool {
        let (engine, call) = (self.engine(), self.call_frame());
        // A group of another type is joined by asking for it, not by coming back.
        let found = engine.profiles(call.app, std::slice::from_ref(room), None).await.unwrap_or_default();
        if !found.iter().flatten().any(|profile| profile.group.kind == Kind::Live) {
            return false;
        }
        let command = JoinGroup { group: room.clone(), message: Default::default() };
        engine.join(&call, Some(self.id), command).await.is_ok()
    }
}

/// The operation of a call: its id (1 to 48 bytes) bound to the method and the text of the argument, byte for byte.
pub fn operation(id: String, method: &str, argument: &str) -> Operation {
    let hash = Sha256::new().chain_update(method).chain_update([0]).chain_update(argument).finalize();
    let mut request = [0; 16];
    request.copy_from_slice(&hash[..16]);
    Operation { id, request }
}
