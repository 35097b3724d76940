//! Groups: what their calls take and answer.

mod attributes;
mod counters;
mod create;
mod delete;
mod fields;
pub(in crate::sdk) mod flagged;
pub(in crate::sdk) mod id;
mod info;
mod invite;
mod join;
mod joined;
mod links;
mod member;
mod members;
mod modify;
mod modify_member;
mod pendency;
mod search;
pub(in crate::sdk) mod shown;

pub use attributes::{
    DeleteAttributeParams, GroupAttributes, InitGroupAttributeParams, attributes_asked, attributes_found, delete_attributes,
    init_attributes, set_attributes,
};
pub use counters::{
    GetGroupCounterParams, GroupCounter, GroupCounterParams, GroupCountersParam, IncreaseGroupCounterParam, count, counters_asked,
    counters_found, delete_counters, set_counters,
};
pub use create::{CreateGroupParams, CreateGroupResult, GroupParams, create, created};
pub use delete::{DeleteGroupParams, delete};
pub use fields::{GroupInfoCustomString, GroupMemberInfoCustemString};
pub use info::{AskedGroup, GetGroupListParams, GroupInfoResult, MOST_INFO_GROUPS, groups_asked, groups_found};
pub use invite::{
    DeleteMemberParams, DeleteMemberResult, GroupDeleteMemberParam, GroupInviteMemberParam, GroupInviteMemberResult,
    InviteMemberParams, delete_members, deleted_members, invite, invited,
};
pub use join::{JoinGroupParams, JoinedStatus, QuitGroupParams, join, joined_status, quit};
pub use joined::{ChangedGroup, FromCache, JoinedDifference, joined_groups, joined_row};
pub use links::{
    CreateInviteLinkParams, CreateInviteLinkResult, GetInviteLinkListParams, InviteLinkInfo, JoinByInviteLinkParams,
    JoinByInviteLinkResult, LinkWanted, RevokeInviteLinkParams, joined_by_link, link_created, link_shown, link_to_revoke,
    link_wanted, links_asked, links_found,
};
pub use member::GroupMemberInfo;
pub use members::{
    GetGroupMemberInfoParams, GetMemberInfoResult, GetOnlineMemberCountParams, GetOnlineMemberCountResult,
    GroupGetMemberInfoListParam, GroupMemberInfoOption, MEMBERS_PAGE, MarkGroupMemberListParams, MembersAsked, mark_members,
    members_asked, members_found, online_asked,
};
pub use modify::{GroupChange, GroupModifyInfoParam, ModifyGroupParams, modify};
pub use modify_member::{
    ChangeOfMember, GroupModifyMemberInfoParam, ModifyMemberInfoParams, MsgSetGroupReceiveMessageOptParams, ReceiveOptionOf,
    SecondName, modify_member, set_receive_option,
};
pub use pendency::{
    GetPendencyListParams, GroupHandlePendencyListParam, GroupHandlePendencyParam, GroupHandlePendencyResult, GroupPendency,
    GroupPendencyOption, GroupPendencyResult, HandlePendencyListParams, HandlePendencyParams, PendenciesAsked, PendenciesFound,
    PendencyEntry, PendencyList, ReportParams, handle_pendencies, handle_pendency, handled_pendencies, pendencies_asked,
    pendencies_found, pendencies_read,
};
pub use search::{
    GroupSearchParams, MemberSearchAsked, MemberSearchParams, NextCursor, SearchAsked, SearchGroupParams, SearchMemberParams,
    SearchMemberResult, group_search, member_search, searched_groups, searched_members,
};
pub use shown::{GroupBaseInfo, GroupDetailInfo, GroupInfo, GroupSelfInfo};

#[cfg(test)]
mod tests;
