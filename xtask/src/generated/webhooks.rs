//! docs/webhooks.md: every webhook with its fields and a body as it is sent.

mod samples;

use crate::Fault;
use opentim_wire::webhook::{Body, Callback, When};
use std::fmt::Write as _;

const HEAD: &str = "\
# Webhooks

Written by `cargo xtask gen` from the tables that the server runs on.

An app's own back end is asked before some operations and told after them, over HTTP. It is configured below its `[[app]]`:

```toml
[app.webhooks]
url = \"https://example.com/webhooks\"          # http or https; nothing else is ever called, and redirects are not followed
# events = [\"BeforeCreateGroup\", ...]         # a switch for each event; all unless given. The prefix Group.Callback may be left out
# timeout_ms = 2000                            # for one request, from connecting to the last byte of the answer (100 to 10000)
# on_failure = \"allow\"                         # or \"refuse\": what becomes of a command when the back end cannot be asked
# token = \"...\"                                # signs each request; at least 16 bytes
# ca = \"/etc/opentim/ca.pem\"                   # authorities of your own, besides those of the system
# retry_ms = 1000                              # pause after a first failure; doubled each time, up to five minutes, with some chance
# max_age_hours = 72                           # an event that is older is given up when it fails once more (1 to 168)
# type_names = \"older\"                         # Private and ChatRoom, or \"newer\": Work and Meeting
# event_time = \"text\"                          # EventTime as \"1700000000123\", or \"number\": 1700000000123
```

`opentim-server config check` says what is wrong with it. The addon without a server has no webhooks: everything is in one process there.

## The request

`POST` to the address of `url`, with these parameters behind it:

| parameter | what |
| --- | --- |
| `SdkAppid` | the app |
| `CallbackCommand` | the name of the event |
| `contenttype` | `json` |
| `ClientIP` | before an operation over REST: the caller's address; else empty |
| `OptPlatform` | how the call came: `RESTAPI`, `Web`, or `Unknown`: which system an SDK runs on is not known |
| `Sign`, `RequestTime` | with a token: the time in seconds, and SHA-256 of token and that time, in hex. Refuse what is old or signed otherwise |

The body is a JSON object; `Content-Type` is `application/json`. No names or texts of users are ever in the address. Where older and newer
documents have different fields for the same thing, the body has both; `type_names` and `event_time` choose where that is not possible.

Certificates are verified: the name in `url` must be in the certificate, and an authority of the system or of `ca` must vouch for it.
Connections are used again for up to four seconds.

## The answer

Status 200 and `{\"ActionStatus\": \"OK\", \"ErrorInfo\": \"\", \"ErrorCode\": 0}`, at most 64 KiB. After an operation only the status counts.
Before one:

| `ErrorCode` | what becomes of the operation |
| --- | --- |
| 0 | it goes on. With `RefusedMembers_Account` (a list of accounts, before invitations) without these |
| 10100 to 10200 | refused; the caller sees this number and `ErrorInfo` (up to 300 characters) |
| 1, any other | refused; the caller sees 10016 and `ErrorInfo` |
| none: no answer in time, another status (a redirect too), no JSON, a connection that breaks | as `on_failure` says; with `refuse` the caller sees 10016 |

- It is asked **once per command**, after every other check has passed: what would be refused anyway is not asked about. A command that is
  decided again, because somebody was faster, keeps the answer. There is no second attempt.
- Calls over REST are asked about like those of users. Imports are neither asked about nor told.
- A command waits for the answer, `timeout_ms` at most; nothing else does. An event that is switched off is not waited for.

## What can be relied on

**After** an operation: from the log of the data folder, so that what was answered is told even if the server is killed in between.

- **At least once.** After a crash the events of the last second may come again. `EventId` is the same each time: `APP-PLACE-N`, where
  the place grows with every event of the app, with gaps.
- **In order within a group**: an event is sent when the one before it has been taken. Different groups are beside each other, up to 16
  requests at a time.
- A back end that is away slows nothing down. Its events wait in the folder and are tried again, with growing pauses, until they are
  `max_age_hours` old; as soon as it answers again all that wait go on. The folder keeps events for some days ([operating.md](operating.md)).
- `GET /metrics` shows how many wait, the age of the first, failures, and what was given up.
- `opentim-server webhooks replay --config FILE --from PLACE [--app ID]` has everything from that place on told again: stop the server,
  replay, start it.
- An app that gets webhooks for the first time is told what happens from then on.

**Passing** ones are sent once, as far as 1,024 of them find room in memory; a failure loses them.

";

pub fn text() -> Result<String, Fault> {
    let mut text = HEAD.to_owned();
    overview(&mut text)?;
    for callback in Callback::ALL {
        one(&mut text, *callback)?;
    }
    text.push_str(NOT_SENT);
    Ok(text)
}

const NOT_SENT: &str = "
## What is not sent

Events of messages (`BeforeSendMsg`, `AfterSendMsg`, `SendMsgException`, `AfterRecallMsg`, `AfterReadReceipt`): there are no messages here.
`UserDefinedDataList` and changes of other fields of a group, which the incumbent sends on request: read the group. What the incumbent
has no webhook for (mutes, bans, counters, permission groups, invite links): the audit has it, `POST /v4/opentim/get_group_audit`.
";

fn overview(text: &mut String) -> Result<(), Fault> {
    writeln!(text, "## Events\n\n| event | | when |\n| --- | --- | --- |")?;
    for callback in Callback::ALL {
        writeln!(text, "| [`{}`](#{}) | {} | {} |", callback.name(), anchor(*callback), word(callback.when()), callback.cause())?;
    }
    Ok(())
}

fn one(text: &mut String, callback: Callback) -> Result<(), Fault> {
    writeln!(text, "\n### {}\n\n{}: {}.\n", callback.name(), capital(word(callback.when())), callback.cause())?;
    writeln!(text, "| field | what |\n| --- | --- |")?;
    for field in callback.fields() {
        let optional = if field.optional { " (optional)" } else { "" };
        writeln!(text, "| `{}`{optional} | {} |", field.name, field.says)?;
    }
    let body = sample(callback)?;
    let event_id = (callback.when() == When::After).then_some("1400000000-17-0");
    let value: serde_json::Value = serde_json::from_str(&body.text(event_id))?;
    writeln!(text, "\n```json\n{}\n```", serde_json::to_string_pretty(&value)?)?;
    Ok(())
}

fn sample(callback: Callback) -> Result<Body, Fault> {
    let found = samples::all()?.into_iter().find(|body| body.callback == callback);
    found.ok_or_else(|| format!("{} has no sample", callback.name()).into())
}

fn word(when: When) -> &'static str {
    match when {
        When::Before => "before",
        When::After => "after",
        When::Passing => "passing",
    }
}

fn capital(word: &str) -> String {
    let mut signs = word.chars();
    signs.next().map(|first| first.to_uppercase().chain(signs).collect()).unwrap_or_default()
}

/// As the headings of Markdown are linked.
fn anchor(callback: Callback) -> String {
    callback.name().to_lowercase().replace('.', "")
}
