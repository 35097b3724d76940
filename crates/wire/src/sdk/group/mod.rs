//! Groups: what their calls take and answer.

mod create;
mod delete;
mod info;
mod joined;
mod shown;

pub use create::{
    CreateGroupParams, CreateGroupResult, GroupInfoCustomString, GroupMemberInfo, GroupMemberInfoCustemString, GroupParams, create,
    created,
};
pub use delete::{DeleteGroupParams, delete};
pub use info::{AskedGroup, GetGroupListParams, GroupInfoResult, MOST_INFO_GROUPS, groups_asked, groups_found};
pub use joined::joined_groups;
pub use shown::{GroupBaseInfo, GroupDetailInfo, GroupInfo, GroupSelfInfo};
