//! Groups, their profile, attributes and counters.

use crate::tim_render::{TimRender, timrender_methods};

timrender_methods! {
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
}
