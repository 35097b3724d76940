//! What a client is told, over cuts and stalls.
#![allow(clippy::disallowed_types, clippy::unwrap_used, clippy::expect_used, reason = "a test looks from outside and may fail")]

mod support;

use futures_util::StreamExt;
use opentim_gateway::Settings;
use std::collections::BTreeMap;
use std::time::Duration;
use support::{Client, Gateway, Got, Value, json};
use tokio::io::{AsyncRead, AsyncWrite};

/// What a client remembers of its events.
#[derive(Default)]
struct Diary {
    cursors: Value,
    token: Value,
    seq: u64,
    /// Numbers of the events of each group, in the order in which they came.
    heard: BTreeMap<String, Vec<u64>>,
    synced: bool,
}

impl Diary {
    async fn begin<S: AsyncRead + AsyncWrite + Unpin>(&mut self, client: &mut Client<S>, user: &str) {
        let more = if self.token.is_null() { json!({}) } else { json!({"resume": self.token, "cursors": self.cursors}) };
        let welcome = client.login(user, more).await;
        (self.cursors, self.token) = (welcome["cursors"].clone(), welcome["token"].clone());
        (self.seq, self.synced) = (0, false);
    }

    /// Takes the next frame. False when the connection has ended.
    async fn take<S: AsyncRead + AsyncWrite + Unpin>(&mut self, client: &mut Client<S>, ack: bool) -> bool {
        let Got::Frame(frame) = client.got().await else { return false };
        if let Some(seq) = frame["seq"].as_u64() {
            assert_eq!(seq, self.seq + 1, "{frame}");
            self.seq = seq;
            if ack {
                client.send(&json!({"t": "ack", "seq": seq})).await;
            }
        }
        match frame["t"].as_str().unwrap() {
            "event" => {
                if let (Some(group), Some(number)) = (frame["group"].as_str(), frame["number"].as_u64()) {
                    self.heard.entry(group.to_owned()).or_default().push(number);
                    self.cursors["groups"][group] = json!(number);
                }
                if let Some(number) = frame["notice"].as_u64() {
                    self.cursors["notices"] = json!(number);
                }
            }
            "refresh" => panic!("nothing was missed for so long: {frame}"),
            "synced" => self.synced = true,
            other => panic!("{other}"),
        }
        true
    }

    fn last(&self, group: &str) -> u64 {
        self.heard.get(group).and_then(|numbers| numbers.last()).copied().unwrap_or(0)
    }

    /// Nothing twice and nothing left out.
    fn check(&self, group: &str) {
        let numbers = &self.heard[group];
        assert!(numbers.windows(2).all(|pair| pair[1] == pair[0] + 1), "{numbers:?}");
    }
}

/// Renames a group so many times, each time to a name that it has not had.
async fn rename_times(owner: &mut Client<tokio::net::TcpStream>, group: &str, from: u64, times: u64) {
    for name in from..from + times {
        owner.rename(group, &format!("name {name}")).await;
    }
}

#[tokio::test]
async fn events_are_numbered_and_say_where_they_belong() {
    let gateway = Gateway::new();
    let (mut alice, mut bob) = (gateway.enter("alice").await, gateway.enter("bob").await);
    let group = alice.create("club", &["bob"]).await;
    assert_eq!(bob.frame().await["t"], "synced");
    let told = bob.frame_of("event").await;
    assert_eq!(told["seq"], 2, "{told}");
    alice.rename(&group, "new name").await;
    let tip = loop {
        let event = bob.frame_of("event").await;
        if event["name"] == "group_tips" && event["body"]["group_tips_elem_tip_type"] == 6 {
            break event;
        }
    };
    assert_eq!((&tip["group"], &tip["body"]["group_tips_elem_group_id"]), (&json!(group), &json!(group)));
    assert!(tip["number"].as_u64().unwrap() > 0 && tip.get("notice").is_none());
}

#[tokio::test]
async fn a_client_that_was_cut_hears_what_it_missed_in_order_and_once() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    let group = alice.create("club", &["bob"]).await;
    let mut diary = Diary::default();
    let mut bob = gateway.connect().await;
    diary.begin(&mut bob, "bob").await;
    let mut renamed = 0;
    for _ in 0..5 {
        rename_times(&mut alice, &group, renamed, 10).await;
        renamed += 10;
        // Some of what came is in the socket still and is never read.
        let before = diary.last(&group);
        while diary.last(&group) < before + 3 {
            assert!(diary.take(&mut bob, false).await);
        }
        drop(bob);
        rename_times(&mut alice, &group, renamed, 10).await;
        renamed += 10;
        bob = gateway.connect().await;
        diary.begin(&mut bob, "bob").await;
    }
    while !diary.synced {
        assert!(diary.take(&mut bob, false).await);
    }
    rename_times(&mut alice, &group, renamed, 1).await;
    let first = diary.heard[&group][0];
    while diary.last(&group) < first + renamed {
        assert!(diary.take(&mut bob, false).await);
    }
    diary.check(&group);
}

#[tokio::test]
async fn a_client_that_does_not_acknowledge_loses_its_connection_and_nothing_else() {
    let settings = Settings { window: 8, stall: Duration::from_millis(100), ..Settings::default() };
    let gateway = Gateway::of(settings);
    let mut alice = gateway.enter("alice").await;
    let group = alice.create("club", &["bob"]).await;
    // Without her own list of events in the way.
    drop(alice);
    let mut diary = Diary::default();
    let mut bob = gateway.connect().await;
    diary.begin(&mut bob, "bob").await;
    let mut others = gateway.connect().await;
    let mut of_others = Diary::default();
    of_others.begin(&mut others, "alice").await;
    for name in 0..20 {
        let id = others.begin("TIMGroupModifyGroupInfo", support::rename(&group, &format!("name {name}"))).await;
        loop {
            let frame = others.frame().await;
            if let Some(seq) = frame["seq"].as_u64() {
                others.send(&json!({"t": "ack", "seq": seq})).await;
            }
            if frame["id"] == id {
                break;
            }
        }
    }
    while diary.take(&mut bob, false).await {}
    assert_eq!(diary.seq, 8, "then it waits for acknowledgements");
    let mut bob = gateway.connect().await;
    diary.begin(&mut bob, "bob").await;
    let first = diary.heard[&group][0];
    while diary.last(&group) < first + 19 {
        assert!(diary.take(&mut bob, true).await);
    }
    diary.check(&group);
}

#[tokio::test]
async fn a_slow_close_says_4008() {
    let settings = Settings { window: 1, stall: Duration::from_millis(50), ..Settings::default() };
    let gateway = Gateway::of(settings);
    let mut alice = gateway.enter("alice").await;
    assert_eq!(alice.closed().await, 4008);
}

#[tokio::test]
async fn a_client_that_reads_nothing_loses_its_connection_and_goes_on_later() {
    let settings = Settings { stall: Duration::from_millis(200), ..Settings::default() };
    let gateway = Gateway::of(settings);
    let mut alice = gateway.enter("alice").await;
    let group = alice.create("club", &["bob"]).await;
    let mut diary = Diary::default();
    let mut bob = gateway.connect_pipe(2048).await;
    diary.begin(&mut bob, "bob").await;
    rename_times(&mut alice, &group, 0, 50).await;
    while gateway.host.registry().connected() > 1 {
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    while let Some(Ok(_)) = bob.ws.next().await {}
    let mut bob = gateway.connect_pipe(2048).await;
    diary.begin(&mut bob, "bob").await;
    while diary.heard.get(&group).is_none_or(|numbers| numbers.len() < 50) {
        assert!(diary.take(&mut bob, true).await);
    }
    diary.check(&group);
}

#[tokio::test]
async fn a_client_is_in_its_live_groups_again_and_nobody_saw_it_leave() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    let param =
        json!({"create_group_param_group_name": "show", "create_group_param_group_type": 4, "create_group_param_group_id": "show"});
    assert_eq!(alice.call("TIMGroupCreate", json!({"params": param})).await["code"], 0);
    let mut bob = gateway.connect().await;
    let welcome = bob.login("bob", json!({})).await;
    assert_eq!(bob.call("TIMGroupJoin", json!({"groupId": "show"})).await["code"], 0);
    let public = alice.create("club", &[]).await;
    let mut again = gateway.connect().await;
    let more = json!({"resume": welcome["token"], "cursors": welcome["cursors"], "rooms": ["show", "nowhere", public]});
    let entered = again.login("bob", more).await;
    assert_eq!(entered["left"], json!(["nowhere", public]), "a group of another type is not joined by the way");
    assert_eq!(bob.closed().await, 4009);
    alice.rename("show", "the show").await;
    let tip = again.frame_of("event").await;
    assert_eq!(tip["body"]["group_tips_elem_group_id"], "show", "{tip}");
    let online = alice.call("TIMGroupGetOnlineMemberCount", json!({"groupId": "show"})).await;
    assert_eq!(online["code"], 0, "{online}");
}

/// The name card of a member.
async fn set_name_card(owner: &mut Client<tokio::net::TcpStream>, group: &str, member: &str, card: &str) {
    let param = json!({
        "group_modify_member_info_group_id": group,
        "group_modify_member_info_identifier": member,
        "group_modify_member_info_modify_flag": 8,
        "group_modify_member_info_name_card": card,
    });
    let body = owner.call("TIMGroupModifyMemberInfo", json!({"params": param})).await;
    assert_eq!(body["code"], 0, "{body}");
}

#[tokio::test]
async fn who_was_removed_hears_of_his_time_without_what_became_of_the_members() {
    let gateway = Gateway::new();
    let mut alice = gateway.enter("alice").await;
    let group = alice.create("club", &["bob", "eve"]).await;
    let mut eve = gateway.connect().await;
    let welcome = eve.login("eve", json!({})).await;
    drop(eve);
    alice.rename(&group, "the club").await;
    let param = json!({"group_delete_member_param_group_id": group, "group_delete_member_param_identifier_array": ["eve"]});
    assert_eq!(alice.call("TIMGroupDeleteMember", json!({"params": param})).await["code"], 0);
    set_name_card(&mut alice, &group, "alice", "a card of later").await;
    let mut heard = Vec::new();
    // Bob makes the texts first: what was made for a member is not for others.
    for user in ["bob", "eve"] {
        let mut client = gateway.connect().await;
        client.login(user, json!({"cursors": welcome["cursors"]})).await;
        let mut told = Vec::new();
        loop {
            match client.frame().await {
                frame if frame["t"] == "synced" => break,
                frame => told.push(frame),
            }
        }
        heard.push(told);
    }
    let operator = |told: &[Value]| told[0]["body"]["group_tips_elem_op_group_memberinfo"]["group_member_info_member_role"].clone();
    assert_eq!((operator(&heard[0]), operator(&heard[1])), (json!(400), Value::Null), "whoever is in sees who is what");
    let eve = &heard[1];
    assert!(!json!(eve).to_string().contains("a card of later"), "{eve:?}");
    assert_eq!(eve.len(), 2, "the new name, and that she was removed: {eve:?}");
    assert_eq!(eve[0]["body"]["group_tips_elem_op_user"], "alice");
    assert_eq!(eve[1]["body"][0]["message_elem_array"][0]["group_report_elem_op_user"], "alice");
}
