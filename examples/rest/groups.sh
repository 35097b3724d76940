#!/bin/sh
# Creates, imports, shows, lists, manages and ends groups over REST with nothing but curl.
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

# call COMMAND BODY: prints the reply; fails unless ErrorCode is 0.
call() {
    printf '%s %s\n' "$1" "$2"
    reply=$(curl -sS "$server/v4/group_open_http_svc/$1?sdkappid=$sdkappid&identifier=$admin&usersig=$usersig&random=$$&contenttype=json" -d "$2")
    printf '  -> %s\n' "$reply"
    case $reply in
        *'"ErrorCode":0'*) ;;
        *) exit 1 ;;
    esac
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

call destroy_group '{"GroupId":"'"$mine"'"}'
call destroy_group '{"GroupId":"'"$old"'"}'
