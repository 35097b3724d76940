//! Random calls on topics and invite links, on the admins of live groups, and erasures.

use super::{Call, Dice};
use crate::account::ErasePerson;
use crate::link::{CreateLink, JoinByLink, RevokeLink};
use crate::live::SetLiveAdmins;
use crate::scene::*;
use crate::topic::{CreateTopic, DestroyTopics, ModifyTopic, MuteInTopic, SetTopicMsgFlag, TopicPatch};
use crate::{GroupId, LinkId, MsgFlag, RecordKey, Secs, TopicId};
use alloc::string::{String, ToString};
use alloc::vec::Vec;

impl Dice {
    fn topic(&mut self) -> TopicId {
        topic_id(self.one_of(&["t", "t", "u"]))
    }

    fn link(&mut self) -> LinkId {
        LinkId::parse(self.one_of(&["l", "l", "m"])).unwrap()
    }

    fn digest(&mut self) -> [u8; 32] {
        [u8::from(self.below(8) == 0); 32]
    }

    fn create_topic(&mut self) -> CreateTopic {
        CreateTopic {
            group: GroupId::parse("@TGS#_g").unwrap(),
            id: self.topic(),
            chosen: self.coin(),
            name: "name".to_string(),
            introduction: String::new(),
            notification: String::new(),
            face_url: String::new(),
            custom: String::new(),
            import: (self.below(4) == 0).then_some(Secs(7)),
        }
    }

    fn topic_patch(&mut self) -> TopicPatch {
        TopicPatch {
            name: self.coin().then(|| self.one_of(&["name", "other"]).to_string()),
            mute_all: self.coin().then(|| self.coin()),
            ..TopicPatch::default()
        }
    }

    fn create_link(&mut self) -> CreateLink {
        let (id, digest) = (self.link(), [0; 32]);
        let expires_at = (self.below(4) == 0).then(|| Secs(NOW.secs().0 + 60 + self.below(600)));
        let most_uses = self.coin().then_some(2);
        CreateLink { group: g(), id, digest, expires_at, most_uses, approval: self.below(4) == 0 }
    }

    fn erase(&mut self, name: &str) -> ErasePerson {
        let of_topic = |topic| RecordKey::TopicMember { topic: topic_id(topic), user: user(name) };
        let of_link = |link| RecordKey::InviteLink(LinkId::parse(link).unwrap());
        ErasePerson { group: g(), user: user(name), records: Vec::from([of_topic("t"), of_topic("u"), of_link("l"), of_link("m")]) }
    }

    pub(super) fn call_on_contents(&mut self, most: u64) -> Call {
        let (name, names) = (self.name(), self.names(most));
        match self.below(22) {
            0..2 => Call::CreateTopic(self.create_topic()),
            2..4 => Call::ModifyTopic(ModifyTopic { topic: self.topic(), patch: self.topic_patch() }),
            4 => {
                Call::DestroyTopics(DestroyTopics { group: GroupId::parse("@TGS#_g").unwrap(), topics: Vec::from([self.topic()]) })
            }
            5..7 => {
                let secs = self.one_of(&[0, 30, u32::MAX]);
                Call::MuteInTopic(MuteInTopic { topic: self.topic(), users: users(&names), secs })
            }
            7 => {
                let flag = self.one_of(&[MsgFlag::Notify, MsgFlag::Quiet]);
                Call::TopicFlag(SetTopicMsgFlag { topic: self.topic(), flag })
            }
            8..11 => Call::CreateLink(self.create_link()),
            11..18 => {
                let (id, digest) = (self.link(), self.digest());
                Call::JoinByLink(JoinByLink { group: g(), id, digest, message: String::new() })
            }
            18 => Call::RevokeLink(RevokeLink { group: g(), id: self.link() }),
            19..21 => Call::LiveAdmins(SetLiveAdmins { group: g(), users: users(&names), on: self.below(4) > 0 }),
            _ => Call::Erase(self.erase(name)),
        }
    }
}
