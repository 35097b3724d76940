//! The names that fields have over REST, in refusals.

use super::Endpoint;
use super::words::kind_name;
use crate::FieldNames;
use opentim_domain::Field;

/// The names of the REST dialect as most commands have them.
pub const NAMES: FieldNames = FieldNames { field: field_name, kind: kind_name };

/// The names of one command: the same thing is not called the same everywhere.
pub(super) const fn names_of(endpoint: Endpoint) -> FieldNames {
    let field = match endpoint {
        Endpoint::ModifyGroupBaseInfo => field_of_group,
        Endpoint::ModifyGroupMemberInfo => field_of_member,
        Endpoint::DeleteGroupMember => field_of_removed,
        Endpoint::ForbidSendMsg | Endpoint::BanGroupMember | Endpoint::UnbanGroupMember => field_of_sanctioned,
        Endpoint::CreateTopic | Endpoint::ModifyTopic | Endpoint::ImportTopic => field_of_topic,
        Endpoint::ModifyAdmin => field_of_live_admin,
        Endpoint::DeleteGroupCounter => field_of_counter_key,
        Endpoint::PortraitSet => field_of_profile,
        Endpoint::AccountImport | Endpoint::MultiaccountImport => field_of_account,
        _ => field_name,
    };
    FieldNames { field, kind: kind_name }
}

fn field_of_group(field: Field) -> &'static str {
    match field {
        Field::MaxMembers => "MaxMemberNum",
        other => field_name(other),
    }
}

fn field_of_member(field: Field) -> &'static str {
    match field {
        Field::MemberId => "Member_Account",
        Field::MemberRole => "Role",
        Field::NameCard => "NameCard",
        Field::MemberFields => "AppMemberDefinedData",
        Field::MemberFieldKey => "AppMemberDefinedData[].Key",
        Field::MemberFieldValue => "AppMemberDefinedData[].Value",
        other => field_name(other),
    }
}

fn field_of_topic(field: Field) -> &'static str {
    match field {
        Field::Name => "TopicName",
        Field::MuteAll => "MuteAllMember",
        other => field_name(other),
    }
}

fn field_of_live_admin(field: Field) -> &'static str {
    match field {
        Field::Members => "Admin_Account",
        other => field_name(other),
    }
}

fn field_of_counter_key(field: Field) -> &'static str {
    match field {
        Field::Counters | Field::CounterKey => "GroupCounterKeys",
        other => field_name(other),
    }
}

fn field_of_profile(field: Field) -> &'static str {
    match field {
        Field::FaceUrl => "Tag_Profile_IM_Image",
        other => field_name(other),
    }
}

fn field_of_account(field: Field) -> &'static str {
    match field {
        Field::Nick => "Nick",
        other => field_name(other),
    }
}

fn field_of_removed(field: Field) -> &'static str {
    match field {
        Field::Members => "MemberToDel_Account",
        other => field_name(other),
    }
}

fn field_of_sanctioned(field: Field) -> &'static str {
    match field {
        Field::Members => "Members_Account",
        Field::Reason => "Description",
        other => field_name(other),
    }
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::GroupId => "GroupId",
        Field::GroupType => "Type",
        Field::Name => "Name",
        Field::Introduction => "Introduction",
        Field::Notification => "Notification",
        Field::FaceUrl => "FaceUrl",
        Field::MaxMembers => "MaxMemberCount",
        Field::JoinOption => "ApplyJoinOption",
        Field::InviteOption => "InviteJoinOption",
        Field::Owner => "Owner_Account",
        Field::NewOwner => "NewOwner_Account",
        Field::CreateTime => "CreateTime",
        Field::PermissionGroups => "EnablePermission",
        Field::DefaultPermissions => "DefaultPermission",
        Field::EarlyHistory => "HistoryMsgBeforeJoin",
        Field::MuteAll => "ShutUpAllMember",
        Field::Visible => "IsVisible",
        Field::Searchable => "IsSearchable",
        Field::GroupFields => "AppDefinedData",
        Field::GroupFieldKey => "AppDefinedData[].Key",
        Field::GroupFieldValue => "AppDefinedData[].Value",
        Field::Members => "MemberList",
        Field::MemberId => "MemberList[].Member_Account",
        Field::MemberRole => "MemberList[].Role",
        Field::NameCard => "MemberList[].NameCard",
        Field::MemberFields => "MemberList[].AppMemberDefinedData",
        Field::MemberFieldKey => "MemberList[].AppMemberDefinedData[].Key",
        Field::MemberFieldValue => "MemberList[].AppMemberDefinedData[].Value",
        Field::JoinTime => "MemberList[].JoinTime",
        Field::MsgFlag => "MsgFlag",
        Field::MuteTime => "ShutUpTime",
        Field::BanTime => "Duration",
        Field::UnreadCount => "UnreadMsgNum",
        Field::Reason => "Reason",
        Field::Application => "MemberList",
        Field::OnlineCount => "OnlineMemberNum",
        Field::ApplyMessage => "ApplyMsg",
        Field::HandleMessage => "HandleMsg",
        Field::Mark => "Marks",
        Field::OperationId => "Idempotency-Key",
        Field::Limit => "Limit",
        Field::Offset => "Offset",
        Field::Next => "Next",
        Field::Timestamp => "Timestamp",
        Field::Keywords => "KeywordList",
        Field::Fields => "SearchFields",
        Field::LiveAdmins => "Admin_Account",
        Field::TopicId => "TopicId",
        Field::Topics => "TopicIdList",
        Field::TopicCustom => "CustomString",
        Field::Link => "LinkId",
        Field::LinkExpiry => "ExpireTime",
        Field::LinkUses => "MaxUseNum",
        Field::Nick => "Tag_Profile_IM_Nick",
        Field::Signature => "Tag_Profile_IM_SelfSignature",
        Field::Location => "Tag_Profile_IM_Location",
        Field::Gender => "Tag_Profile_IM_Gender",
        Field::ProfileFields | Field::ProfileFieldKey => "ProfileItem[].Tag",
        Field::ProfileFieldValue => "ProfileItem[].Value",
        Field::Attributes => "GroupAttr",
        Field::AttributeKey => "GroupAttr[].key",
        Field::AttributeValue => "GroupAttr[].value",
        Field::Counters => "GroupCounter",
        Field::CounterKey => "GroupCounter[].Key",
        Field::PermissionGroupList => "PermissionGroupIdList",
        Field::PermissionGroupId => "PermissionGroupId",
        Field::PermissionGroupName => "PermissionGroupName",
        Field::PermissionGroupCustom => "CustomString",
        Field::TopicPermissions => "TopicPermissionList",
    }
}
