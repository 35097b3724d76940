//! Members, invitations and applications.

use crate::tim_render::{TimRender, timrender_methods};

timrender_methods! {
    group_delete_member = "TIMGroupDeleteMember";
    group_get_member_info_list = "TIMGroupGetMemberInfoList";
    group_get_pendency_list = "TIMGroupGetPendencyList";
    group_handle_pendency = "TIMGroupHandlePendency";
    group_invite_member = "TIMGroupInviteMember";
    group_join = "TIMGroupJoin";
    group_mark_group_member_list = "TIMGroupMarkGroupMemberList";
    group_modify_member_info = "TIMGroupModifyMemberInfo";
    group_quit = "TIMGroupQuit";
    group_report_pendency_readed = "TIMGroupReportPendencyReaded";
    group_search_group_members = "TIMGroupSearchGroupMembers";
    opentim_group_handle_pendency_list = "opentimGroupHandlePendencyList";
}
