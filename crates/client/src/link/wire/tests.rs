//! A connection to a server that does what the test says.

use super::*;
use crate::link::{Heard, Line, News, Opened};
use futures_util::{SinkExt, StreamExt};
use opentim_domain::{AppId, UserId};
use opentim_wire::frame::{Dialect, Login};
use opentim_wire::sdk::{Does, Method, Request};
use tokio::io::DuplexStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::protocol::Role;

const WELCOME: &str = r#"{"t":"welcome","v":1,"user":"alice","session":"s","token":"t","time":5,"heartbeat":30,"ack_every":3,"limits":{"frame":400,"in_flight":10},"cursors":{"notices":4,"groups":{"g":7}},"resumed":false}"#;
const EVENT: &str = r#"{"t":"event","seq":1,"name":"group_tips","group":"g","number":8,"body":{"x": 1}}"#;

/// The server's end.
struct Server(WebSocketStream<DuplexStream>);

impl Server {
    async fn say(&mut self, frame: impl Into<String>) {
        self.0.send(Message::text(frame.into())).await.unwrap();
    }

    async fn hear(&mut self) -> String {
        loop {
            if let Message::Text(text) = self.0.next().await.unwrap().unwrap() {
                return text.to_string();
            }
        }
    }
}

fn login() -> Login {
    Login {
        v: frame::VERSION,
        sdkappid: AppId::new(1).unwrap(),
        user: UserId::parse("alice").unwrap(),
        usersig: "x".to_owned(),
        dialect: Dialect::Sdk,
        instance: String::new(),
        client: String::new(),
        resume: None,
        cursors: None,
        rooms: Vec::new(),
        again: None,
        policy: None,
    }
}

/// Both ends, before the login.
async fn ends() -> (Socket, Server) {
    let (mine, theirs) = tokio::io::duplex(64 * 1024);
    let mine = WebSocketStream::from_raw_socket(Counted::new(mine), Role::Client, Some(config())).await;
    (mine, Server(WebSocketStream::from_raw_socket(theirs, Role::Server, None).await))
}

/// A line to a server that has welcomed it.
async fn line() -> (Wire, WireNews, Server) {
    let (mine, mut server) = ends().await;
    server.say(WELCOME).await;
    let (opened, welcome) = log_in(mine, login()).await.map_err(Closed::failure).unwrap();
    assert_eq!(welcome.token, "t");
    assert!(server.hear().await.starts_with(r#"{"t":"login","v":1"#));
    let Opened { line: Line::Wire(wire), news: News::Wire(news) } = opened else { panic!() };
    (wire, news, server)
}

fn create(text: &str) -> (&'static Method, Request) {
    let method = Method::named("TIMGroupCreate").unwrap();
    (method, Request::parse(method, Some(text)).unwrap())
}

fn call<'a>(method: &'static Method, request: &'a Request, text: &'a str) -> Call<'a> {
    let Does::Uses(uses) = method.does else { panic!() };
    Call { method, uses, request, text: Some(text) }
}

#[tokio::test]
async fn an_argument_is_sent_as_it_was_written() {
    let (wire, _news, mut server) = line().await;
    let text = r#"{"params": {"create_group_param_group_name":"x"},"data":1.50 }"#;
    let (method, request) = create(text);
    let call = call(method, &request, text);
    let answering = async {
        let frame = server.hear().await;
        assert_eq!(frame, format!(r#"{{"t":"call","id":1,"op":"op","method":"TIMGroupCreate","arg":{text}}}"#));
        server.say(r#"{"t":"reply","id":1,"body":{"code": 0}}"#).await;
    };
    let (answer, ()) = tokio::join!(wire.call(&call, "op"), answering);
    assert!(matches!(answer, Answer::Reply(body) if body == r#"{"code": 0}"#));
}

#[tokio::test]
async fn a_request_that_is_longer_than_the_server_takes_is_not_sent() {
    let (wire, _news, _server) = line().await;
    let text = format!(r#"{{"params":{{"create_group_param_group_name":"{}"}}}}"#, "x".repeat(400));
    let (method, request) = create(&text);
    let Answer::Refused(failure) = wire.call(&call(method, &request, &text), "op").await else { panic!() };
    assert!(failure.code == 9522 && failure.desc.ends_with("the server takes at most 400"), "{failure:?}");
}

#[tokio::test]
async fn what_a_newer_server_says_is_passed_over() {
    let (_wire, mut news, mut server) = line().await;
    assert_eq!((news.begins().notices, news.begins().groups.len()), (4, 1));
    server.say(r#"{"t":"weather","sun":true}"#).await;
    server.say(r#"{"t":"event","seq":1,"name":"weather","body":[]}"#).await;
    server.say(EVENT.replace("\"seq\":1", "\"seq\":2,\"colour\":[1]")).await;
    let Ok(Heard::Event(event)) = news.next().await else { panic!() };
    assert_eq!(&*event.text, r#"{"x": 1}"#);
    server.say("no JSON").await;
    assert!(matches!(news.next().await, Err(Closed::Later(why)) if why.code == 9508));
}

#[tokio::test]
async fn what_was_told_is_acknowledged() {
    let (_wire, mut news, mut server) = line().await;
    for seq in 1..=3 {
        server.say(EVENT.replace("\"seq\":1", &format!("\"seq\":{seq}"))).await;
        assert!(matches!(news.next().await, Ok(Heard::Event(_))));
    }
    let asking = tokio::spawn(async move { news.next().await.is_err() });
    assert_eq!(server.hear().await, r#"{"t":"ack","seq":3}"#);
    server.say(r#"{"t":"end","code":6208,"desc":"elsewhere"}"#).await;
    assert!(asking.await.unwrap());
}

#[tokio::test]
async fn numbers_that_no_server_has_are_taken_as_far_as_they_make_sense() {
    let (mine, mut server) = ends().await;
    let most = u64::MAX.to_string();
    let welcome =
        WELCOME.replace(":30,", &format!(":{most},")).replace(":3,", &format!(":{most},")).replace(":400,", &format!(":{most},"));
    server.say(welcome).await;
    let (opened, _) = log_in(mine, login()).await.map_err(Closed::failure).unwrap();
    let Opened { line: Line::Wire(wire), news: News::Wire(mut news) } = opened else { panic!() };
    assert_eq!(wire.connection.heartbeat, Duration::from_secs(600));
    server.hear().await;
    for seq in [u64::MAX, 1, u64::MAX] {
        server.say(EVENT.replace("\"seq\":1", &format!("\"seq\":{seq}"))).await;
        assert!(matches!(news.next().await, Ok(Heard::Event(_))));
    }
    let asking = tokio::spawn(async move { news.next().await.is_err() });
    assert_eq!(server.hear().await, format!(r#"{{"t":"ack","seq":{most}}}"#));
    server.say(r#"{"t":"end","code":6208,"desc":"elsewhere"}"#).await;
    assert!(asking.await.unwrap());
}

#[tokio::test]
async fn the_end_of_a_session_is_no_cut() {
    let (wire, mut news, mut server) = line().await;
    server.say(r#"{"t":"end","code":6208,"desc":"elsewhere"}"#).await;
    assert!(matches!(news.next().await, Err(Closed::Over(why)) if why == Failure::new(6208, "elsewhere")));
    assert!(matches!(wire.sync(BTreeMap::new()).await, Answer::Cut { sent: false }));
}

#[tokio::test]
async fn a_server_that_goes_takes_no_more_requests() {
    let (wire, mut news, mut server) = line().await;
    let sync = {
        let wire = wire.clone();
        tokio::spawn(async move { wire.sync(BTreeMap::new()).await })
    };
    server.hear().await;
    server.say(r#"{"t":"drain","desc":"the server stops"}"#).await;
    server.say(EVENT).await;
    assert!(matches!(news.next().await, Ok(Heard::Event(_))));
    assert!(matches!(wire.sync(BTreeMap::new()).await, Answer::Cut { sent: false }));
    server.say(r#"{"t":"reply","id":1,"body":{"changed":[]}}"#).await;
    assert!(matches!(sync.await.unwrap(), Answer::Reply(_)));
}

#[tokio::test]
async fn a_refused_login_says_whether_it_is_for_good() {
    for (code, good) in [(70001, true), (70003, true), (7013, true), (9506, false), (70050, false), (6013, false)] {
        let (mine, mut server) = ends().await;
        server.say(format!(r#"{{"t":"error","code":{code},"desc":"no"}}"#)).await;
        let Err(why) = log_in(mine, login()).await else { panic!() };
        assert_eq!((matches!(why, Closed::Over(_)), why.failure().code), (good, code));
    }
}
