//! One group, everybody in it online, and one of them changes its profile again and again.

use crate::user::{Socket, call, connect, log_in};
use crate::Gateway;
use clap::Args;
use futures_util::{SinkExt, StreamExt};
use futures_util::stream::{SplitSink, SplitStream};
use serde_json::json;
use std::cell::RefCell;
use std::net::SocketAddr;
use std::rc::Rc;
use std::time::Instant;
use tokio::sync::Notify;
use tokio::task::{LocalSet, spawn_local};
use tokio_tungstenite::tungstenite::Message;

/// Users invited by one call.
const INVITED: usize = 20;

#[derive(Args, Clone, Copy)]
pub struct Size {
    #[arg(long)]
    sessions: usize,
    /// Changes one after the other: for the time that each takes
    #[arg(long)]
    single: usize,
    /// Changes several at a time: for the rate
    #[arg(long)]
    many: usize,
    /// How many at a time
    #[arg(long, default_value_t = 16)]
    at_once: usize,
    /// Bytes of what the bare server sends; 0: asks nothing
    #[arg(long, default_value_t = 1500)]
    bytes: usize,
}

/// When what was sent, and when it came.
#[derive(Default)]
struct Book {
    sent: Vec<Option<Instant>>,
    latencies: Vec<f64>,
    heard: Vec<usize>,
    bytes: usize,
    all: usize,
}

type Shared = Rc<(RefCell<Book>, Notify)>;

pub async fn through_gateway(gateway: &Gateway, size: Size) {
    let group = "crowd";
    let (mut sender, _) = log_in(gateway, "owner").await;
    let params = json!({ "create_group_param_group_id": group, "create_group_param_group_name": "crowd", "create_group_param_group_type": 0,
        "create_group_param_approve_option": 2 });
    call(&mut sender, 1, "TIMGroupCreate", json!({ "params": params })).await;
    let names: Vec<String> = (1..size.sessions).map(|at| format!("user{at}")).collect();
    for (at, names) in names.chunks(INVITED).enumerate() {
        let params = json!({ "group_invite_member_param_group_id": group, "group_invite_member_param_identifier_array": names });
        call(&mut sender, 2 + at as u64, "TIMGroupInviteMember", json!({ "params": params })).await;
    }
    let mut sockets = Vec::new();
    for name in &names {
        sockets.push(log_in(gateway, name).await);
    }
    let change = move |at: usize| {
        let params = json!({ "group_modify_info_param_group_id": group, "group_modify_info_param_modify_flag": 2,
            "group_modify_info_param_notification": format!("#{at}#") });
        json!({ "t": "call", "id": 1000 + at, "method": "TIMGroupModifyGroupInfo", "arg": { "params": params } }).to_string()
    };
    measure(sender, sockets, size, change).await;
}

pub async fn through_bare(address: SocketAddr, size: Size) {
    let mut sockets = Vec::new();
    for _ in 1..size.sessions {
        sockets.push((connect(address).await, u64::MAX));
    }
    let filling = "x".repeat(size.bytes.saturating_sub(16));
    let change = move |at: usize| format!("\"t\":\"event\" #{at}# {filling}");
    measure(connect(address).await, sockets, size, change).await;
}

async fn measure(sender: Socket, sockets: Vec<(Socket, u64)>, size: Size, change: impl Fn(usize) -> String) {
    let count = size.single + size.many;
    let hearers = sockets.len() + 1;
    let book: Shared = Rc::default();
    book.0.borrow_mut().sent = vec![None; count];
    book.0.borrow_mut().heard = vec![0; count];
    LocalSet::new()
        .run_until(async {
            let (mut to, from) = sender.split();
            spawn_local(listen(None, from, 100, book.clone()));
            for (socket, ack_every) in sockets {
                let (to, from) = socket.split();
                spawn_local(listen(Some(to), from, ack_every, book.clone()));
            }
            for at in 0..size.single {
                send(&mut to, &book, at, change(at)).await;
                until(&book, |book| book.heard[at] == hearers).await;
            }
            let mut latencies = std::mem::take(&mut book.0.borrow_mut().latencies);
            let start = Instant::now();
            for at in size.single..count {
                // As many are under way as are wanted: the oldest of them must have been heard by all.
                if let Some(oldest) = at.checked_sub(size.at_once).filter(|oldest| *oldest >= size.single) {
                    until(&book, |book| book.heard[oldest] == hearers).await;
                }
                send(&mut to, &book, at, change(at)).await;
            }
            until(&book, |book| book.heard[size.single..].iter().all(|heard| *heard == hearers)).await;
            let secs = start.elapsed().as_secs_f64();
            latencies.sort_by(f64::total_cmp);
            let at = |share: f64| latencies[((latencies.len() - 1) as f64 * share) as usize];
            let book = book.0.borrow();
            let per_second = (size.many * hearers) as f64 / secs;
            println!(
                "{}",
                json!({ "p50": at(0.5), "p99": at(0.99), "most": at(1.0), "perSecond": per_second, "bytes": book.bytes / book.all.max(1) })
            );
        })
        .await;
}

async fn send(to: &mut SplitSink<Socket, Message>, book: &Shared, at: usize, text: String) {
    book.0.borrow_mut().sent[at] = Some(Instant::now());
    to.send(Message::text(text)).await.expect("the server listens");
}

async fn until(book: &Shared, done: impl Fn(&Book) -> bool) {
    while !done(&book.0.borrow()) {
        book.1.notified().await;
    }
}

/// Notes when each change is heard. The one who changes acknowledges nothing himself: he has no hand free.
async fn listen(mut to: Option<SplitSink<Socket, Message>>, mut from: SplitStream<Socket>, ack_every: u64, book: Shared) {
    let mut seq = 0;
    while let Some(Ok(message)) = from.next().await {
        let Message::Text(text) = message else { continue };
        // Everything is short and known: nothing is parsed, so that this process is not what is measured.
        if !text.contains("\"t\":\"event\"") {
            continue;
        }
        seq += 1;
        if let Some(at) = text.split('#').nth(1).and_then(|at| at.parse::<usize>().ok()) {
            let mut book = book.0.borrow_mut();
            let Some(sent) = book.sent[at] else { continue };
            book.latencies.push(sent.elapsed().as_secs_f64() * 1000.0);
            book.bytes += text.len();
            book.all += 1;
            book.heard[at] += 1;
        }
        book.1.notify_one();
        if seq % ack_every == 0
            && let Some(to) = &mut to
        {
            let _ = to.send(Message::text(json!({ "t": "ack", "seq": seq }).to_string())).await;
        }
    }
}
