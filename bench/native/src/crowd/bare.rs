//! The same as a gateway does for one group, without all that makes it one: no login, no store, no rules, no resume.

use futures_util::stream::SplitSink;
use futures_util::{SinkExt, StreamExt};
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::{Mutex, mpsc};
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::tungstenite::{Message, Utf8Bytes};
use tokio_tungstenite::{WebSocketStream, accept_hdr_async_with_config};

type Everybody = Arc<Mutex<Vec<mpsc::UnboundedSender<Utf8Bytes>>>>;

pub async fn serve() {
    // As many threads as the server has, so that both may use all cores.
    let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build().expect("a runtime");
    let served = runtime.spawn(async {
        let listener = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        println!("listening on http://{}", listener.local_addr().expect("an address"));
        let everybody = Everybody::default();
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(connection(stream, everybody.clone()));
        }
    });
    let _ = served.await;
    std::mem::forget(runtime);
}

async fn connection(stream: TcpStream, everybody: Everybody) {
    stream.set_nodelay(true).expect("nodelay");
    let config = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
    #[allow(clippy::result_large_err)] // the library's own type
    let agree = |_: &_, mut response: tokio_tungstenite::tungstenite::handshake::server::Response| {
        response.headers_mut().insert("sec-websocket-protocol", "opentim.v1".parse().expect("a header"));
        Ok(response)
    };
    let Ok(socket) = accept_hdr_async_with_config(stream, agree, Some(config)).await else { return };
    let (to, mut from) = socket.split();
    let (tell, told) = mpsc::unbounded_channel();
    everybody.lock().await.push(tell);
    tokio::spawn(write(to, told));
    while let Some(Ok(message)) = from.next().await {
        if let Message::Text(text) = message {
            for other in everybody.lock().await.iter() {
                let _ = other.send(text.clone());
            }
        }
    }
}

async fn write(mut to: SplitSink<WebSocketStream<TcpStream>, Message>, mut told: mpsc::UnboundedReceiver<Utf8Bytes>) {
    while let Some(text) = told.recv().await {
        if to.send(Message::Text(text)).await.is_err() {
            return;
        }
    }
}
