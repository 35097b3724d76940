//! Wishes about topics and invite links.

use super::{Wish, Wishes};
use crate::actors::user;
use opentim_domain::link::{CreateLink, JoinByLink, RevokeLink};
use opentim_domain::permission_group::{RightsChange, SetTopicPermissions};
use opentim_domain::topic::{CreateTopic, DestroyTopics, ModifyTopic, MuteInTopic, SetTopicMsgFlag, TopicPatch};
use opentim_domain::{GroupId, LinkId, MsgFlag, Secs, TopicId};

/// Something about topics.
#[derive(Clone, Debug)]
pub(crate) enum TopicWish {
    Create(CreateTopic),
    Modify(ModifyTopic),
    Destroy(DestroyTopics),
    Mute(MuteInTopic),
    Flag(SetTopicMsgFlag),
    Rights(SetTopicPermissions),
}

/// Something about invite links.
#[derive(Clone, Debug)]
pub(crate) enum LinkWish {
    Create(CreateLink),
    Revoke(RevokeLink),
    Join(JoinByLink),
}

impl LinkWish {
    /// The group it is about.
    pub(crate) fn group(&self) -> &GroupId {
        match self {
            Self::Create(create) => &create.group,
            Self::Revoke(revoke) => &revoke.group,
            Self::Join(join) => &join.group,
        }
    }
}

/// The secret of all links, and a wrong one.
const DIGEST: [u8; 32] = [7; 32];
const WRONG: [u8; 32] = [8; 32];
/// About when a schedule begins, in Unix seconds, and some time within it.
const BEGIN: u64 = crate::clock::MIDNIGHT / 1000;

impl Wishes<'_> {
    #[expect(clippy::expect_used, reason = "names made here are valid")]
    fn link(&self) -> LinkId {
        LinkId::parse(self.one_of(&["a", "b"])).expect("a valid id of a link")
    }

    /// Somebody shows a link.
    pub(super) fn join_by_link(&self, group: GroupId) -> Wish {
        let digest = if self.dice.one_in(12) { WRONG } else { DIGEST };
        Wish::Link(Box::new(LinkWish::Join(JoinByLink { group, id: self.link(), digest, message: "by a link".to_owned() })))
    }

    /// Somebody makes a link or revokes one.
    pub(super) fn of_links(&self, group: GroupId) -> Wish {
        let id = self.link();
        if self.dice.one_in(4) {
            return Wish::Link(Box::new(LinkWish::Revoke(RevokeLink { group, id })));
        }
        let expires_at = self.dice.one_in(4).then(|| Secs(BEGIN + self.dice.roll(20) as u64));
        let most_uses = (!self.dice.one_in(4)).then(|| 1 + u32::from(self.dice.one_in(2)));
        let approval = self.dice.one_in(4);
        Wish::Link(Box::new(LinkWish::Create(CreateLink { group, id, digest: DIGEST, expires_at, most_uses, approval })))
    }

    fn topic(&self, group: &GroupId) -> TopicId {
        TopicId::made(group, self.one_of(&["a", "b"]))
    }

    /// Topics come and go, are changed, and users are muted in them.
    pub(super) fn of_topics(&self, group: GroupId) -> Wish {
        let topic = self.topic(&group);
        let wish = match self.dice.roll(16) {
            0..5 => TopicWish::Create(self.new_topic(group, topic)),
            5..8 => TopicWish::Modify(ModifyTopic { topic, patch: self.topic_patch() }),
            8..10 => TopicWish::Destroy(DestroyTopics { group, topics: vec![topic] }),
            10..12 => TopicWish::Mute(MuteInTopic { topic, users: self.some_users(), secs: self.one_of(&[0, 1, 2, u32::MAX]) }),
            12 => TopicWish::Flag(SetTopicMsgFlag { topic, flag: self.one_of(&[MsgFlag::Discard, MsgFlag::Quiet]) }),
            _ => {
                let how = self.one_of(&[RightsChange::Add, RightsChange::Modify, RightsChange::Delete]);
                let topics = vec![(topic, if self.dice.one_in(2) { 0x7f } else { 1 << self.dice.roll(7) })];
                TopicWish::Rights(SetTopicPermissions { group, permission_group: self.permission_group(), how, topics })
            }
        };
        Wish::Topic(Box::new(wish))
    }

    fn new_topic(&self, group: GroupId, id: TopicId) -> CreateTopic {
        let (name, introduction, notification) = ("some".to_owned(), String::new(), String::new());
        let (face_url, custom) = (String::new(), String::new());
        // One that is not chosen is drawn again when it is taken.
        let chosen = !self.dice.one_in(6);
        CreateTopic { group, id, chosen, name, introduction, notification, face_url, custom, import: None }
    }

    fn topic_patch(&self) -> TopicPatch {
        let (patch, words) = (TopicPatch::default(), format!("words {}", self.dice.roll(3)));
        match self.dice.roll(4) {
            0 => TopicPatch { name: Some(words), ..patch },
            1 => TopicPatch { introduction: Some(words), ..patch },
            2 => TopicPatch { custom: Some(words), ..patch },
            _ => TopicPatch { mute_all: Some(self.dice.one_in(2)), ..patch },
        }
    }

    /// Who may be erased: the last user. He has no device.
    pub(super) fn victim(&self) -> opentim_domain::UserId {
        user(self.users - 1)
    }
}
