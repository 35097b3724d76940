//! What the addon and the server refuse before any rule is asked.

use opentim_wire::rest;
use opentim_wire::sdk::codes;

/// Code of the addon, and when it is given.
pub const RUNTIME: &[(i32, &str)] = &[
    (
        codes::INIT_FAILED,
        "`TIMInit`: the data folder cannot be opened, for instance because `opentim-server` has it or another user of the system; the reason is in the log and in the desc of later 6013 answers",
    ),
    (codes::BAD_JSON, "the argument is no JSON, has a wrong type, or lacks a required key; nothing was sent"),
    (codes::BAD_ARGUMENT, "a required text is missing or empty; nothing was sent"),
    (codes::TIMED_OUT, "the call took too long; it is not known whether it was done"),
    (codes::NOT_INITIALIZED, "`TIMInit` was not called or failed"),
    (codes::NOT_LOGGED_IN, "nobody is logged in"),
    (codes::INVALID_PARAMETER, "a parameter outside groups is not valid"),
    (codes::DATABASE_FAILED, "the store refused to read or write"),
    (codes::FILES_FAILED, "a file of the data folder cannot be read or written"),
    (codes::BAD_USER_ID, "a user id of the wrong form"),
    (70001, "`TIMLogin`: the UserSig has expired; 70002 to 70016 as at the gate of the server below"),
    (codes::INTERNAL, "a fault of opentim itself; please report it with the log"),
    (codes::NOT_SUPPORTED, "opentim does not have this"),
    (codes::INVALID_OPERATION, "the instance was closed with `close()`"),
    (codes::TOO_MANY_WAITING, "too many calls wait for their answer"),
    (codes::TOO_OFTEN, "more calls or logins in a second than the server takes; try again in a moment"),
    (8511, "attributes are written or read too often; only where call rates of sessions are set, as in profile `tencent`"),
    (8512, "the number of those online is asked for too often; likewise"),
    (8513, "profiles of groups are asked for too often; likewise"),
    (8514, "the list of own groups is asked for too often; likewise"),
    (codes::NET_DISCONNECTED, "there is no connection to the server, and there was none again within 30 seconds; nothing was done"),
    (codes::NET_CONNECT_TIMED_OUT, "`TIMLogin`: no address of the server answers within 10 seconds"),
    (
        codes::NET_REFUSED,
        "`TIMLogin`: the server's machine takes no connections on that port: is the server running, is the port right?",
    ),
    (codes::NET_UNKNOWN_HOST, "`TIMLogin`: the host name of the server is not known"),
    (codes::NET_NO_ANSWER, "the call was sent, then the connection was lost for 30 seconds: it is not known whether it was done"),
    (codes::NET_TOO_LONG, "the argument is longer than the server takes, 1 MiB"),
    (codes::USERSIG_EXPIRED_AT_LOGIN, "the UserSig had expired when it was to log in again"),
    (
        codes::KICKED_OFFLINE,
        "a login of the same user and instance elsewhere has ended this one; `TIMSetKickedOfflineCallback` hears of it, later calls get 6014",
    ),
    (codes::BAD_PARAMETER, "a field inside a well-formed argument has a wrong type or value"),
];

/// Code of the server, and when it is given.
pub const GATE: &[(i32, &str)] = &[
    (60002, "the method is not POST, or the URL cannot be read: a broken escape, a parameter given twice, a bad `random`"),
    (60009, "no such service"),
    (10003, "the service has no such command"),
    (60012, "`sdkappid` is missing"),
    (60006, "`sdkappid` is not the number of an app"),
    (70020, "the server does not know this SDKAppID"),
    (60004, "`identifier` is missing or no account"),
    (60005, "`usersig` is missing"),
    (70050, "too many bad signatures from this address; wait a minute"),
    (70002, "`usersig` is empty"),
    (70003, "the UserSig is cut short"),
    (70005, "the UserSig is malformed"),
    (70014, "the UserSig was signed for another SDKAppID"),
    (70013, "the UserSig was signed for another identifier"),
    (70001, "the UserSig has expired"),
    (70016, "the app has no key to verify with"),
    (70009, "the UserSig fits none of the app's keys"),
    (60010, "`identifier` is no admin of the app"),
    (60007, "too many calls of this command in this second"),
    (10006, "too many calls of `get_appid_group_list` in this second"),
    (60011, "too many calls of the app in this second, all commands together"),
    (60002, "the body is too large or broke off"),
    (60008, "the body did not come in time"),
    (rest::NOT_JSON, "the body is not JSON, not an object, or nested too deeply"),
    (rest::BAD_PARAMETER, "a field has a wrong type or value"),
    (rest::REPLY_TOO_LARGE, "the reply would be too large; ask for fewer rows"),
    (10016, "the app's back end refuses it ([webhooks](webhooks.md)), or must be asked first and cannot be"),
    (10100, "the app's back end refuses it, with a number of its own from 10100 to 10200 and its own words"),
    (10002, "a fault of the server itself; its log has the request id that the reply names"),
];
