//! A process whose SDK users do what another process says: lines of JSON in, lines of JSON out.

use opentim_client::{Argument, Client, Event, Settings, runtime};
use serde::{Deserialize, Serialize};
use serde_json::Value;
use std::collections::BTreeMap;
use std::io::{BufRead, Write};
use std::sync::Arc;

/// A line in.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "do", rename_all = "lowercase")]
pub enum Order {
    /// Make an instance with these options for a user, with listeners.
    New {
        /// For the reply.
        id: u64,
        /// The user.
        user: String,
        /// The options.
        options: Value,
    },
    /// Call a method.
    Call {
        /// For the reply.
        id: u64,
        /// The user.
        user: String,
        /// The method.
        method: String,
        /// JSON text of its argument.
        argument: Option<String>,
    },
}

/// A line out.
#[derive(Debug, Serialize, Deserialize)]
#[serde(tag = "word", rename_all = "lowercase")]
pub enum Word {
    /// An order is done.
    Reply {
        /// Which.
        id: u64,
        /// JSON text.
        reply: String,
    },
    /// A listener was called.
    Heard {
        /// Whose.
        user: String,
        /// Which.
        what: Heard,
        /// JSON text.
        text: String,
    },
}

/// What listeners hear. The other program is told the names.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(try_from = "String", into = "&'static str")]
pub struct Heard(Event);

/// The events that a scenario says, and the words for them there.
const WORDS: [(Event, &str); 15] = [
    (Event::GroupTips, "tip"),
    (Event::NewMessages, "messages"),
    (Event::GroupAttributes, "attributes"),
    (Event::GroupCounters, "counter"),
    (Event::TopicCreated, "topic created"),
    (Event::TopicDeleted, "topics deleted"),
    (Event::TopicChanged, "topic changed"),
    (Event::PermissionGroupCreated, "permission group created"),
    (Event::PermissionGroupDeleted, "permission groups deleted"),
    (Event::PermissionGroupChanged, "permission group changed"),
    (Event::PermissionMembersAdded, "permission members added"),
    (Event::PermissionMembersRemoved, "permission members removed"),
    (Event::TopicRightsAdded, "topic rights added"),
    (Event::TopicRightsDeleted, "topic rights deleted"),
    (Event::TopicRightsModified, "topic rights changed"),
];

impl Heard {
    /// Group tips.
    pub(crate) const TIP: Self = Self(Event::GroupTips);
    /// Messages.
    pub(crate) const MESSAGES: Self = Self(Event::NewMessages);

    /// The word for it.
    pub(crate) fn word(self) -> &'static str {
        WORDS.iter().find(|(event, _)| *event == self.0).map_or("?", |(_, word)| word)
    }
}

impl From<Heard> for &'static str {
    fn from(heard: Heard) -> Self {
        heard.word()
    }
}

impl TryFrom<String> for Heard {
    type Error = String;

    fn try_from(word: String) -> Result<Self, String> {
        let known = WORDS.iter().find(|(_, known)| *known == word);
        known.map(|(event, _)| Self(*event)).ok_or_else(|| format!("no scenario hears {word:?}"))
    }
}

/// Has a client's events passed on.
pub(crate) fn listen(client: &Client, hear: impl Fn(Heard, &str) + Clone + Send + Sync + 'static) {
    for (event, _) in WORDS {
        let hear = hear.clone();
        let heard = Arc::new(move |text: &str| {
            hear(Heard(event), text);
            true
        });
        client.listen(event, Some(heard));
    }
}

/// Does what the lines of standard input say, until there are no more.
pub fn obey() {
    let mut clients: BTreeMap<String, Arc<Client>> = BTreeMap::new();
    for line in std::io::stdin().lock().lines() {
        match serde_json::from_str(&line.unwrap()).unwrap() {
            Order::New { id, user, options } => {
                let client = Client::new(Settings::from_json(Some(&options.to_string())).unwrap());
                let whose = user.clone();
                listen(&client, move |what, text| say(&Word::Heard { user: whose.clone(), what, text: text.to_owned() }));
                clients.insert(user, Arc::new(client));
                say(&Word::Reply { id, reply: "0".to_owned() });
            }
            Order::Call { id, user, method, argument } => {
                let call = clients[&user].call(&method, argument.map_or(Argument::Missing, Argument::Text));
                runtime().spawn(async move { say(&Word::Reply { id, reply: call.await }) });
            }
        }
    }
}

fn say(word: &Word) {
    let mut out = std::io::stdout().lock();
    // Nobody reads it any more: the other process is gone, and so will be this one.
    let _ = writeln!(out, "{}", serde_json::to_string(word).unwrap());
    let _ = out.flush();
}
