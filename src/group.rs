//! Groups, their profile, attributes, counters and invite links.

use crate::tim_render::{TimRender, timrender_methods};

timrender_methods! {
    explain = "explain";
    group_create = "TIMGroupCreate";
    group_decrease_group_counter = "TIMGroupDecreaseGroupCounter";
    group_delete = "TIMGroupDelete";
    group_delete_group_attributes = "TIMGroupDeleteGroupAttributes";
    group_get_group_attributes = "TIMGroupGetGroupAttributes";
    group_get_group_counters = "TIMGroupGetGroupCounters";
    group_get_group_info_list = "TIMGroupGetGroupInfoList";
    group_get_joined_group_list = "TIMGroupGetJoinedGroupList";
    group_get_online_member_count = "TIMGroupGetOnlineMemberCount";
    group_increase_group_counter = "TIMGroupIncreaseGroupCounter";
    group_init_group_attributes = "TIMGroupInitGroupAttributes";
    group_modify_group_info = "TIMGroupModifyGroupInfo";
    group_search_groups = "TIMGroupSearchGroups";
    group_set_group_attributes = "TIMGroupSetGroupAttributes";
    group_set_group_counters = "TIMGroupSetGroupCounters";
    opentim_create_invite_link = "opentimCreateInviteLink";
    opentim_delete_group_counters = "opentimDeleteGroupCounters";
    opentim_get_invite_link_list = "opentimGetInviteLinkList";
    opentim_join_by_invite_link = "opentimJoinByInviteLink";
    opentim_revoke_invite_link = "opentimRevokeInviteLink";
}
