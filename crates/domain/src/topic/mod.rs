//! Topics of a community (rule book 1.7): one file per operation.

mod create;
mod destroy;
mod flag;
mod modify;
mod mute;

pub use create::CreateTopic;
pub use destroy::DestroyTopics;
pub use flag::SetTopicMsgFlag;
pub use modify::{ModifyTopic, TopicPatch};
pub use mute::MuteInTopic;
