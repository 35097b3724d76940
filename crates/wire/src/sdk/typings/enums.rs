//! The numbers with names: unions of what is known, open to any number, so that the constants of `enumbers` fit.

use super::text::{comment, line_of};

const INDENT: &str = "  ";

const ENUMS: &[(&str, &str, &[u32])] = &[
    (
        "TIMGroupType",
        "Type of a group: 0 Public, 1 Private (Work), 2 ChatRoom (Meeting), 3 BChatRoom, 4 AVChatRoom, 5 Community.",
        &[0, 1, 2, 3, 4, 5],
    ),
    (
        "TIMGroupAddOption",
        "What an application or an invitation meets: 0 nobody may, 1 owner or admin decides, 2 joins at once.",
        &[0, 1, 2],
    ),
    (
        "TIMGroupMemberRole",
        "Role of a member: 200 member, 300 admin, 400 owner. Calls also take 0 and 1 (member), 2 (admin) and 3 (owner); answers never hold them.",
        &[0, 1, 2, 3, 200, 300, 400],
    ),
    (
        "TIMReceiveMessageOpt",
        "How messages are received: 0 receive and notify, 1 do not receive, 2 receive quietly, 3 receive quietly except mentions.",
        &[0, 1, 2, 3],
    ),
    (
        "HandleGroupMemberResult",
        "What became of one of several users: 0 refused, 1 done, 2 nothing to do, 3 somebody has to agree first, 4 he is in as many groups as he may.",
        &[0, 1, 2, 3, 4],
    ),
    ("TIMLoginStatus", "1 logged in, 2 logging in, 3 logged out, 4 logging out. opentim gives 1 or 3.", &[1, 2, 3, 4]),
    (
        "TIMNetworkStatus",
        "State of the connection: 0 connected, 1 disconnected, 2 connecting, 3 the attempt failed.",
        &[0, 1, 2, 3],
    ),
    ("TIMLogLevel", "0 off, 1 test, 2 verbose, 3 debug, 4 info, 5 warning, 6 error, 7 assert.", &[0, 1, 2, 3, 4, 5, 6, 7]),
];

pub(super) fn write(out: &mut String) {
    for (name, about, numbers) in ENUMS {
        out.push('\n');
        comment(out, INDENT, &[about]);
        let known: Vec<String> = numbers.iter().map(ToString::to_string).collect();
        line_of(out, INDENT, &format!("export type {name} = {} | (number & {{}});", known.join(" | ")));
    }
}
