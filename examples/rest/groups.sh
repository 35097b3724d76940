#!/bin/sh
# Creates, imports, shows, lists, manages and ends groups over REST with nothing but curl; then attributes, a counter, a community
# with a topic and a permission group, an invite link, and a refusal explained before anybody meets it.
#
# Start a server first:   npm run server            (or: opentim-server dev; then set DATA_DIR to its data folder)
# Then:                   sh examples/rest/groups.sh
#
# Another server:         SERVER=https://im.example.org SDKAPPID=... ADMIN=... USERSIG=... sh examples/rest/groups.sh
set -eu

server=${SERVER:-http://127.0.0.1:8090}
sdkappid=${SDKAPPID:-1400000000}
admin=${ADMIN:-administrator}
# The program and the data folder of `npm run server`, unless others are named; a wrong folder has a wrong key.
clone=$(dirname "$0")/../..
program=${OPENTIM_SERVER:-$clone/target/release/opentim-server}
# The server of `dev` signs with the key of its data folder; any UserSig library can do the same with an app's key.
usersig=${USERSIG:-$("$program" usersig --data-dir "${DATA_DIR:-$clone/data/server}" --sdkappid "$sdkappid" --user "$admin" --expire 3600)}

# call COMMAND BODY [PARAMETERS]: prints the reply; fails unless ErrorCode is 0. A command of another service than that of groups is
# named with it: SERVICE/COMMAND.
call() {
    case $1 in
        */*) path=$1 ;;
        *) path=group_open_http_svc/$1 ;;
    esac
    printf '%s %s\n' "$1" "$2"
    reply=$(curl -sS "$server/v4/$path?sdkappid=$sdkappid&identifier=$admin&usersig=$usersig&random=$$&contenttype=json${3:+&$3}" -d "$2")
    printf '  -> %s\n' "$reply"
    case $reply in
        *'"ErrorCode":0'*) ;;
        *) exit 1 ;;
    esac
}

# field NAME: the text of this field in the last reply.
field() {
    printf '%s' "$reply" | sed -n 's/.*"'"$1"'":"\([^"]*\)".*/\1/p'
}

# The ids are this run's own, so that the script can be run again.
mine="rest-example-$$"
old="rest-example-$$-old"

call create_group '{"Type":"Public","GroupId":"'"$mine"'","Name":"Book club","Owner_Account":"alice",
  "MemberList":[{"Member_Account":"bob","Role":"Admin"},{"Member_Account":"carol"}],
  "AppDefinedData":[{"Key":"city","Value":"Porto"}]}'
call import_group '{"Type":"Public","GroupId":"'"$old"'","Name":"Old team","Owner_Account":"alice","CreateTime":1448357837}'
call get_group_info '{"GroupIdList":["'"$mine"'","'"$old"'"]}'
call get_joined_group_list '{"Member_Account":"alice","ResponseFilter":{"GroupBaseInfoFilter":["Type","Name"],"SelfInfoFilter":["Role"]}}'
call get_appid_group_list '{"Limit":10}'

# Second act: the old team gets its members as they were elsewhere, one is muted, another owns it, a third has to go.
call import_group_member '{"GroupId":"'"$old"'","MemberList":[{"Member_Account":"dora","Role":"Admin","JoinTime":1448400000},
  {"Member_Account":"emil","JoinTime":1448500000,"UnreadMsgNum":3},{"Member_Account":"fred"}]}'
call modify_group_base_info '{"GroupId":"'"$old"'","Notification":"We have moved","InviteJoinOption":"NeedPermission"}'
call forbid_send_msg '{"GroupId":"'"$old"'","Members_Account":["emil"],"MuteTime":600}'
call get_group_muted_account '{"GroupId":"'"$old"'"}'
call change_group_owner '{"GroupId":"'"$old"'","NewOwner_Account":"dora"}'
call delete_group_member '{"GroupId":"'"$old"'","MemberToDel_Account":["fred"],"Reason":"left the company"}'
call get_group_member_info '{"GroupId":"'"$old"'","Limit":100,"MemberInfoFilter":["Role","JoinTime","MuteUntil"]}'
call get_role_in_group '{"GroupId":"'"$old"'","User_Account":["alice","dora","fred"]}'

# Third act: what a group holds besides its members. A repeated call under the same operation id counts once.
call set_group_attr '{"GroupId":"'"$mine"'","GroupAttr":[{"key":"book","value":"Middlemarch"},{"key":"chapter","value":"1"}]}'
call modify_group_attr '{"GroupId":"'"$mine"'","GroupAttr":[{"key":"chapter","value":"2"}]}'
call group_open_attr_http_svc/get_group_attr '{"GroupId":"'"$mine"'"}'
like='{"GroupId":"'"$mine"'","Mode":"Increase","GroupCounter":[{"Key":"likes","Value":1}]}'
call update_group_counter "$like" "operation_id=like-$$"
call update_group_counter "$like" "operation_id=like-$$"
call get_group_counter '{"GroupId":"'"$mine"'"}'

# A community with a topic, and a permission group that may mute in it.
call create_group '{"Type":"Community","SupportTopic":1,"EnablePermission":1,"DefaultPermission":64,"Name":"Readers","Owner_Account":"alice",
  "MemberList":[{"Member_Account":"bob"}]}'
community=$(field GroupId)
call million_group_open_http_svc/create_topic '{"GroupId":"'"$community"'","TopicName":"Novels","From_Account":"alice"}'
topic=$(field TopicId)
call create_permission_group '{"GroupId":"'"$community"'","PermissionGroupId":"@PMG#_helpers","PermissionGroupName":"Helpers"}'
call add_topic_permission_group '{"GroupId":"'"$community"'","PermissionGroupId":"@PMG#_helpers",
  "TopicPermissionList":[{"TopicId":"'"$topic"'","Permission":4}]}'
call add_permission_group_member '{"GroupId":"'"$community"'","PermissionGroupId":"@PMG#_helpers","MemberList":[{"Member_Account":"bob"}]}'
call million_group_open_http_svc/get_topic '{"GroupId":"'"$community"'","From_Account":"bob"}'

# An invite link for one, which erin uses; and what would become of bob if he tried to remove her.
call opentim/create_invite_link '{"GroupId":"'"$community"'","From_Account":"alice","MaxUseNum":1}'
token=$(field Token)
call opentim/join_by_invite_link '{"Member_Account":"erin","Token":"'"$token"'"}'
call opentim/explain '{"From_Account":"bob","Command":"delete_group_member",
  "Request":{"GroupId":"'"$community"'","MemberToDel_Account":["erin"]}}'
call opentim/get_group_audit '{"GroupId":"'"$community"'","Limit":3}'

call destroy_group '{"GroupId":"'"$community"'"}'
call destroy_group '{"GroupId":"'"$mine"'"}'
call destroy_group '{"GroupId":"'"$old"'"}'
