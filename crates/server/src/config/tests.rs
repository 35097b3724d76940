//! Every fault of a configuration is told with its place, and no key is ever shown.

use super::{Durability, EXAMPLE, Settings};
use opentim_gateway::Instances;

const KEY: &str = "5bd2850fff3ecb11d7c805251c51ee463a25727bddc2385f3fa8bfee1bb93b5e";

fn app(more: &str) -> String {
    format!("[[app]]\nsdkappid = 1400000000\nsecret_key = \"{KEY}\"\nadmins = [\"administrator\"]\n{more}\n")
}

#[track_caller]
fn refused(text: &str, words: &str) {
    let Err(faults) = Settings::parse(text) else { panic!("this should be refused:\n{text}") };
    let faults = faults.to_string();
    assert!(faults.contains(words), "{words:?} should be in {faults:?}");
    assert!(!faults.contains(KEY), "a key is never shown: {faults}");
}

#[test]
fn the_smallest_configuration_has_the_documented_defaults() {
    let settings = Settings::parse(&app("")).unwrap();
    assert_eq!(settings.listen.to_string(), "127.0.0.1:8090");
    assert_eq!(settings.data_dir.to_str(), Some("./data"));
    assert_eq!(settings.durability, Durability::Full);
    assert_eq!(settings.tls, None);
    let app = &settings.apps[0];
    assert_eq!(app.limits, opentim_domain::Limits::RECOMMENDED);
    assert_eq!((app.rates.per_command, app.rates.app_list), (None, None));
    assert!(!format!("{settings:?}").contains(KEY));
}

#[test]
fn the_example_needs_nothing_but_its_key() {
    refused(EXAMPLE, "put the key of your app there");
    let example = EXAMPLE.replace("put-the-secret-key-of-your-app-here", KEY);
    let settings = Settings::parse(&example).unwrap();
    assert_eq!(settings.apps[0].limits, opentim_domain::Limits::RECOMMENDED);
}

#[test]
fn the_commented_lines_of_the_example_show_the_defaults() {
    let example = EXAMPLE.replace("put-the-secret-key-of-your-app-here", KEY);
    // Lines of tables that are not there unless they are wanted.
    let shown = [
        "name_bytes = 100",
        "certificate =",
        "key =",
        "token =",
        "url =",
        "events =",
        "timeout_ms =",
        "on_failure =",
        "ca =",
        "retry_ms =",
        "max_age_hours =",
        "type_names =",
        "event_time =",
    ];
    // A line such as `# name_bytes = 30`; prose has no equals sign after its first word.
    let uncommented = example.lines().map(|line| match line.strip_prefix("# ") {
        Some(rest) if rest.split(' ').nth(1) == Some("=") && !shown.iter().any(|line| rest.starts_with(line)) => rest,
        _ => line,
    });
    let uncommented: Vec<_> = uncommented.collect();
    assert!(uncommented.iter().filter(|line| line.contains(" = ")).count() > 25);
    let all = Settings::parse(&uncommented.join("\n")).unwrap();
    let settings = Settings::parse(&example).unwrap();
    assert_eq!(format!("{all:?}"), format!("{settings:?}"));
}

#[test]
fn faults_of_the_form_are_told_with_line_and_column() {
    refused(&format!("listn = \"x\"\n{}", app("")), "line 1, column 1: unknown field `listn`");
    refused(&app("admin = []"), "line 5, column 1: unknown field `admin`");
    refused(&format!("{}[limits]\nname_byte = 30", app("")), "line 7, column 1: unknown field `name_byte`");
    refused(&format!("{}[limits]\nname_bytes = -1", app("")), "line 7, column 14:");
    refused(&format!("{}[limits]\nprofile = \"free\"", app("")), "line 7, column 11: unknown variant `free`");
    refused("listen = ", "line 1, column");
    refused(&format!("[[app]]\nsdkappid = 1\nsecret_key = \"{KEY}\nadmins = []"), "line 3, column");
    refused("[[app]]\nsdkappid = 1\nsecret_key = 5\nadmins = []", "expected a key in quotes");
    refused("durability = \"some\"", "line 1, column 14: unknown variant `some`");
}

#[test]
fn tls_takes_two_files_and_nothing_less() {
    let tls = |section: &str| format!("{}[tls]\n{section}", app(""));
    let files = Settings::parse(&tls("certificate = \"a.pem\"\nkey = \"a.key\"")).unwrap().tls.unwrap();
    assert_eq!((files.certificate.to_str(), files.key.to_str()), (Some("a.pem"), Some("a.key")));
    refused(&tls("certificate = \"a.pem\""), "line 6, column 1: missing field `key`");
    refused(&tls("certificate = \"\"\nkey = \"a.key\""), "[tls]: certificate must name a PEM file");
    refused(&tls("certificate = \"a\"\nkey = \"a\"\npassword = \"x\""), "unknown field `password`");
}

#[test]
fn sessions_can_be_set_within_their_ranges() {
    let gateway = |section: &str| format!("{}[gateway]\n{section}", app(""));
    let usual = Settings::parse(&app("")).unwrap().gateway.unwrap();
    assert_eq!((usual.sessions, usual.instances), (20_000, Instances::PerInstance));
    let text = "sessions = 5\nlogin = \"many\"\nsessions_per_user = 3\norigins = [\"https://a.example\"]\ncalls_per_second = 7\n\
                calls_in_flight = 8\nheartbeat_seconds = 9\nlogin_seconds = 10\nstall_seconds = 11";
    let set = Settings::parse(&gateway(text)).unwrap().gateway.unwrap();
    assert_eq!((set.sessions, set.instances, set.origins.len()), (5, Instances::Many(3), 1));
    let connection = set.connection;
    assert_eq!((connection.rate, connection.burst, connection.flood, connection.in_flight), (7, 14, 70, 8));
    let seconds = [connection.heartbeat, connection.login_time, connection.stall].map(|time| time.as_secs());
    assert_eq!(seconds, [9, 10, 11]);
    assert!(Settings::parse(&gateway("enabled = false")).unwrap().gateway.is_none());
    for (key, given, least, most) in [
        ("sessions", 0, 1, 1_000_000),
        ("sessions_per_user", 10_001, 1, 10_000),
        ("calls_per_second", 0, 1, 100_000),
        ("calls_in_flight", 4_294_967_297_u64, 1, 10_000),
        ("heartbeat_seconds", 4, 5, 600),
        ("login_seconds", 121, 1, 120),
        ("stall_seconds", 0, 1, 600),
    ] {
        let words = format!("[gateway]: {key} must lie between {least} and {most}; {given} was given");
        refused(&gateway(&format!("login = \"many\"\n{key} = {given}")), &words);
    }
    refused(&gateway("login = \"twice\""), "unknown variant `twice`");
    refused(&gateway("sessions_per_user = 3"), "counts with login = \"many\" only");
    refused(&gateway("origins = [\"*\", \"example.com/\"]"), "[gateway]: origins[1] must be scheme, host");
    refused(&gateway("limit = 3"), "unknown field `limit`");
}

#[test]
fn the_token_of_the_metrics_is_as_strong_as_a_key() {
    let token = |token: &str| format!("{}[metrics]\ntoken = \"{token}\"", app(""));
    assert!(Settings::parse(&app("")).unwrap().metrics_token.is_none());
    assert!(Settings::parse(&token(KEY)).unwrap().metrics_token.is_some());
    refused(&token("..."), "[metrics] token: the key is too weak (3 bytes");
}

#[test]
fn proxies_are_addresses_or_networks() {
    let with = |list: &str| format!("trusted_proxies = {list}\n{}", app(""));
    assert_eq!(Settings::parse(&with("[\"127.0.0.1\", \"fd00::/8\"]")).unwrap().trusted_proxies.len(), 2);
    refused(&with("[\"127.0.0.1\", \"proxy\"]"), "trusted_proxies[1] must be an address such as");
}

#[test]
fn what_cannot_work_is_refused_with_what_to_mend() {
    refused("", "there is no [[app]]");
    refused(&format!("listen = \"localhost\"\n{}", app("")), "listen must be an address and a port");
    refused(&format!("data_dir = \"\"\n{}", app("")), "data_dir must name a folder");
    refused(&format!("{}{}", app(""), app("")), "[[app]] number 2 (sdkappid 1400000000): this sdkappid is configured twice");
    refused(&app("").replace("1400000000", "0"), "sdkappid must lie between 1");
    refused(&app("").replace("1400000000", "9007199254740992"), "sdkappid must lie between 1");
    refused(&app("").replace("[\"administrator\"]", "[]"), "admins needs at least one account");
    refused(&app("").replace("administrator", ""), "admins: \"\" is no account");
    refused(&app("").replace(KEY, ""), "too weak");
    refused(&app("").replace(KEY, "short"), "too weak");
    refused(&app("").replace(KEY, &"a".repeat(64)), "too weak");
    refused(&app("").replace(KEY, &format!(" {KEY}")), "blanks stand around the key");
    refused(&app("").replace(&format!("\"{KEY}\""), "[]"), "secret_key needs at least one key");
    refused(&app("").replace(&format!("\"{KEY}\""), &format!("[\"{KEY}\", \"x\"]")), "secret_key number 2: the key is too weak");
}

#[test]
fn all_faults_are_told_at_once() {
    let Err(faults) =
        Settings::parse("listen = \"x\"\n[limits]\nname_bytes = 0\n[[app]]\nsdkappid = 0\nsecret_key = \"\"\nadmins = []")
    else {
        panic!("this should be refused")
    };
    assert_eq!(faults.0.len(), 5, "{faults}");
}

#[test]
fn several_keys_are_taken_in_their_order() {
    let text = app("").replace(&format!("\"{KEY}\""), &format!("[\"the newer key of this app\", \"{KEY}\"]"));
    let keys = &Settings::parse(&text).unwrap().apps[0].keys;
    assert_eq!(keys[0].as_ref(), b"the newer key of this app");
    assert_eq!(keys.len(), 2);
}

#[test]
fn every_number_can_be_set_alone_and_for_one_app_alone() {
    let text = format!(
        "{}[app.limits]\nname_bytes = 99\ncalls_per_second = 0\n[limits]\nname_bytes = 100\nmeeting_members = 10000\ncalls_per_second = 50",
        app("")
    );
    let app = &Settings::parse(&text).unwrap().apps[0];
    assert_eq!((app.limits.name_bytes, app.limits.caps.meeting, app.rates.per_command), (99, 10_000, None));
    refused(&format!("{}[limits]\nname_bytes = 101", app_only()), "[limits]: name_bytes must lie between 1 and 100; 101 was given");
    refused(
        &format!("{}[app.limits]\ncreate_members = 501", app_only()),
        "[app.limits]: create_members must lie between 1 and 500",
    );
    refused(
        &format!("{}[limits]\nimport_members = 3000\nimport_members_most = 2000", app_only()),
        "import_members (3000) is above",
    );
}

fn app_only() -> String {
    app("")
}

#[test]
fn profile_tencent_counts_and_every_quota_and_rate_can_be_set_alone() {
    use opentim_domain::{Limits, Quotas, SessionRates};
    let text = format!("{}[limits]\nprofile = \"tencent\"", app(""));
    let usual = &Settings::parse(&text).unwrap().apps[0];
    assert_eq!(usual.limits, Limits::TENCENT);
    assert_eq!((usual.rates.per_command, usual.rates.per_app, usual.rates.app_list), (Some(200), None, Some(1)));
    let keys = "daily_new_groups = 1\ngroups_per_user = 2\nlive_groups = 3\nbroadcast_rooms = 4\ncommunities = 0\n\
                session_calls = 6\nsession_attribute_writes = 7\nsession_attribute_reads = 8\nsession_online_counts = 0\n\
                session_group_infos = 9\nsession_joined_lists = 10\ncalls_per_second = 11\napp_calls_per_second = 12\n\
                list_calls_per_second = 13";
    let set = &Settings::parse(&format!("{text}\n{keys}")).unwrap().apps[0];
    let quotas = Quotas {
        groups_per_day: Some(1),
        groups_per_user: Some(2),
        live_groups: Some(3),
        broadcast_rooms: Some(4),
        communities: None,
    };
    let sessions = SessionRates {
        calls: Some(6),
        attribute_writes: Some(7),
        attribute_reads: Some(8),
        online_counts: None,
        group_infos: Some(9),
        joined_lists: Some(10),
    };
    assert_eq!((set.limits.quotas, set.limits.session_rates), (quotas, sessions));
    assert_eq!((set.rates.per_command, set.rates.per_app, set.rates.app_list), (Some(11), Some(12), Some(13)));
}

#[test]
fn webhooks_go_where_they_are_sent_and_tell_what_is_wanted() {
    use super::OnFailure;
    use opentim_wire::webhook::{Callback, EventTime, TypeNames};
    let hooks = |more: &str| app(&format!("[app.webhooks]\nurl = \"https://example.com/hooks?a=b\"\n{more}"));
    assert!(Settings::parse(&app("")).unwrap().apps[0].webhooks.is_none());
    let usual = Settings::parse(&hooks("")).unwrap().apps[0].webhooks.clone().unwrap();
    let receiver = &usual.receiver;
    assert_eq!(
        (receiver.secure, receiver.host.as_str(), receiver.port, receiver.path.as_str()),
        (true, "example.com", 443, "/hooks?a=b")
    );
    assert_eq!((usual.callbacks.len(), usual.timeout.as_millis(), usual.on_failure), (Callback::ALL.len(), 2000, OnFailure::Allow));
    assert_eq!((usual.retry.as_millis(), usual.max_age.as_secs()), (1000, 72 * 3600));
    let text = format!(
        "events = [\"BeforeCreateGroup\", \"Group.CallbackAfterMemberExit\"]\ntimeout_ms = 500\non_failure = \"refuse\"\n\
         token = \"{KEY}\"\nretry_ms = 100\nmax_age_hours = 1\ntype_names = \"newer\"\nevent_time = \"number\""
    );
    let settings = Settings::parse(&hooks(&text)).unwrap();
    assert!(!format!("{settings:?}").contains(KEY));
    let set = settings.apps[0].webhooks.clone().unwrap();
    assert_eq!(set.callbacks.into_iter().collect::<Vec<_>>(), [Callback::BeforeCreateGroup, Callback::AfterMemberExit]);
    assert_eq!(
        (set.form.type_names, set.form.event_time, set.on_failure),
        (TypeNames::Newer, EventTime::Number, OnFailure::Refuse)
    );
    for url in
        ["ftp://example.com", "example.com/hooks", "https://me:word@example.com", "https://", "http://h:99999/", "http://h/#x"]
    {
        refused(&hooks("").replace("https://example.com/hooks?a=b", url), "[app.webhooks]: url must be an address such as");
    }
    refused(&hooks("events = [\"AfterCreation\"]"), "events[0]: there is no \"AfterCreation\"; there are BeforeCreateGroup, ");
    refused(&hooks("timeout_ms = 99"), "timeout_ms must lie between 100 and 10000; 99 was given");
    refused(&hooks("token = \"x\""), "[app.webhooks]: token: the key is too weak");
    refused(&hooks("ca = \"/nowhere/ca.pem\""), "ca: /nowhere/ca.pem cannot be read");
    refused(&hooks("on_failure = \"hope\""), "unknown variant `hope`");
}

#[test]
fn every_choice_can_be_made_for_all_apps_and_for_one_alone() {
    let choices = "meeting_tips = false\noption_tips = true\nlive_owner_disbands = false\nlive_owner_edits = false\nadmins_edit = false\n\
                   invite_default = \"approval\"\ncommunity_invite_default = \"disabled\"\ninvitee_consent = true\n\
                   admins_appoint = true\nadmins_kick = false\nmany_live_groups = true\nmembers_write_attributes = false\n\
                   members_write_counters = false\nimported_only = true";
    let other = opentim_domain::Policy {
        meeting_tips: false,
        option_tips: true,
        live_owner_disbands: false,
        live_owner_edits: false,
        admins_edit: false,
        invite_default: opentim_domain::InviteOption::Approval,
        community_invite_default: opentim_domain::InviteOption::Disabled,
        invitee_consent: true,
        admins_appoint: true,
        admins_kick: false,
        many_live_groups: true,
        members_write_attributes: false,
        members_write_counters: false,
        imported_only: true,
    };
    let policy = |text: &str| Settings::parse(text).unwrap().apps[0].limits.policy;
    assert_eq!(policy(&format!("{}[policy]\n{choices}", app(""))), other);
    assert_eq!(policy(&format!("{}[app.policy]\n{choices}", app(""))), other);
    // A profile of numbers leaves the choices alone, and an app's own choice goes before the common one.
    let mixed = format!("{}[app.limits]\nprofile = \"open\"\n[app.policy]\nadmins_kick = true\n[policy]\n{choices}", app(""));
    assert_eq!(policy(&mixed), opentim_domain::Policy { admins_kick: true, ..other });
    refused(&format!("{}[policy]\nadmins_kik = true", app("")), "unknown field `admins_kik`");
    refused(&format!("{}[policy]\nadmins_kick = 1", app("")), "line 7, column 15");
    refused(&format!("{}[policy]\ninvite_default = \"never\"", app("")), "unknown variant `never`");
}

#[test]
fn list_sizes_and_times_can_be_set_within_their_ranges() {
    let text = format!("{}[limits]\nadd_members = 100\nbanned_page = 7\nadmins = 0\napplication_seconds = 3600", app(""));
    let limits = Settings::parse(&text).unwrap().apps[0].limits;
    assert_eq!((limits.add_members, limits.banned_page, limits.admins), (100, 7, 0));
    assert_eq!(limits.application_secs, Some(3600));
    let own = format!("{}[app.limits]\napplication_seconds = 0\n[limits]\napplication_seconds = 3600", app(""));
    assert_eq!(Settings::parse(&own).unwrap().apps[0].limits.application_secs, None);
    for (key, most) in
        [("add_members", 500), ("ban_members", 500), ("members_page", 6000), ("reason_bytes", 1000), ("search_keywords", 20)]
    {
        let words = format!("[limits]: {key} must lie between 1 and {most}; ");
        refused(&format!("{}[limits]\n{key} = {}", app_only(), most + 1), &words);
        refused(&format!("{}[limits]\n{key} = 0", app_only()), &words);
    }
}
