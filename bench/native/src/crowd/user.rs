//! One user's connection.

use crate::Gateway;
use futures_util::{SinkExt, StreamExt};
use serde_json::{Value, json};
use std::net::SocketAddr;
use tokio::net::TcpStream;
use tokio_tungstenite::tungstenite::Message;
use tokio_tungstenite::tungstenite::client::IntoClientRequest;
use tokio_tungstenite::tungstenite::http::HeaderValue;
use tokio_tungstenite::tungstenite::protocol::WebSocketConfig;
use tokio_tungstenite::{WebSocketStream, client_async_with_config};

pub type Socket = WebSocketStream<TcpStream>;

/// A WebSocket with small buffers: thousands of them share this process.
pub async fn connect(address: SocketAddr) -> Socket {
    let mut request = format!("ws://{address}/gateway").into_client_request().expect("an address");
    request.headers_mut().insert("sec-websocket-protocol", HeaderValue::from_static("opentim.v1"));
    let stream = TcpStream::connect(address).await.expect("the server takes connections");
    stream.set_nodelay(true).expect("nodelay");
    let config = WebSocketConfig::default().read_buffer_size(4096).write_buffer_size(0);
    client_async_with_config(request, stream, Some(config)).await.expect("a WebSocket").0
}

/// A user who is logged in. Gives also how many events he may leave without an acknowledgement.
pub async fn log_in(gateway: &Gateway, user: &str) -> (Socket, u64) {
    let mut socket = connect(gateway.address).await;
    let now = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).expect("a clock").as_secs();
    let usersig = opentim_usersig::sign(gateway.secret.as_bytes(), gateway.app, user, now, 86_400);
    let login = json!({ "t": "login", "v": 1, "sdkappid": gateway.app, "user": user, "usersig": usersig, "dialect": "sdk" });
    say(&mut socket, &login).await;
    let welcome = hear(&mut socket, "welcome").await;
    hear(&mut socket, "synced").await;
    (socket, welcome["ack_every"].as_u64().unwrap_or(1))
}

pub async fn say(socket: &mut Socket, frame: &Value) {
    socket.send(Message::text(frame.to_string())).await.expect("the server listens");
}

/// The next frame of this type.
pub async fn hear(socket: &mut Socket, wanted: &str) -> Value {
    loop {
        let message = socket.next().await.expect("the server speaks").expect("a message");
        let Message::Text(text) = message else { continue };
        let frame: Value = serde_json::from_str(&text).expect("JSON");
        assert!(!["error", "end"].contains(&frame["t"].as_str().unwrap_or_default()), "{frame}");
        if frame["t"] == wanted {
            return frame;
        }
    }
}

/// Does a call of the SDK and wants it done.
pub async fn call(socket: &mut Socket, id: u64, method: &str, argument: Value) -> Value {
    say(socket, &json!({ "t": "call", "id": id, "method": method, "arg": argument })).await;
    loop {
        let frame = hear(socket, "reply").await;
        if frame["id"] == id {
            assert_eq!(frame["body"]["code"], 0, "{method}: {frame}");
            return frame["body"].clone();
        }
    }
}
