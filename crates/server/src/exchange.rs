//! One HTTP request and its reply.

use crate::compose::Server;
use crate::gate::{self, Admitted};
use crate::gateway::{self, Opened};
use crate::request_id::{self, RequestId};
use crate::webhooks::with_client_address;
use crate::{body, health, metrics, rest, source};
use http_body_util::Full;
use hyper::body::{Bytes, Incoming};
use hyper::header::{CONTENT_TYPE, HeaderValue};
use hyper::{Method, Request, Response, StatusCode};
use opentim_gateway::caught;
use opentim_wire::rest::{Failure, envelope};
use std::convert::Infallible;
use std::net::IpAddr;
use std::time::Instant;

/// The number of an error that is not the caller's (rule book 5.1).
pub(crate) const INTERNAL: i32 = 10002;

type Reply = Response<Full<Bytes>>;

/// Answers one request. Every call below `/v4` gets status 200, whatever its outcome (rule book 4.1).
pub(crate) async fn exchange(
    server: &Server,
    peer: IpAddr,
    request: Request<Incoming>,
    opened: &Opened,
) -> Result<Reply, Infallible> {
    let id = RequestId::of(request.headers());
    let source = source::source(peer, request.headers(), &server.trusted_proxies);
    if let Some(gateway) = server.gateway.as_ref().filter(|_| request.uri().path() == gateway::PATH) {
        let mut reply = gateway.answer(request, source, opened);
        reply.headers_mut().insert(request_id::HEADER, id.header());
        return Ok(reply);
    }
    if request.uri().path() == "/healthz" {
        let (status, text) = health::check(server, request.method()).await;
        return Ok(reply(status, text, &id));
    }
    if let Some(token) = server.metrics.as_ref().filter(|_| request.uri().path() == metrics::PATH) {
        let (head, _) = request.into_parts();
        let (status, (name, value), text) = metrics::answer(server, token.as_ref(), &head);
        let mut reply = reply(status, text.into(), &id);
        reply.headers_mut().insert(name, value);
        return Ok(reply);
    }
    if request.method() == Method::CONNECT {
        // A status of 200 would say that a tunnel is open.
        let failure = Failure::new(gate::number::URL, "the method must be POST; CONNECT was given");
        return Ok(reply(StatusCode::METHOD_NOT_ALLOWED, envelope::refused(&failure, id.as_str()), &id));
    }
    let began = Instant::now();
    let command = request.uri().path().to_owned();
    let panicked = || {
        tracing::error!(request = %id, command, "a call panicked");
        Err(Failure::new(INTERNAL, "internal error; nothing is known to be wrong with the request"))
    };
    let outcome = caught(with_client_address(source, call(server, source, request)), panicked).await;
    let code = outcome.as_ref().err().map_or(0, |failure| failure.number);
    tracing::debug!(request = %id, command, code, micros = began.elapsed().as_micros() as u64, "call");
    metrics::count(match code {
        0 => &server.counts.done,
        INTERNAL => &server.counts.failed,
        _ => &server.counts.refused,
    });
    let text = match outcome {
        Ok(text) => text,
        Err(failure) => {
            if failure.number == INTERNAL {
                tracing::error!(request = %id, command, sentence = failure.text, "a call failed");
            }
            envelope::refused(&failure, id.as_str())
        }
    };
    Ok(reply(StatusCode::OK, text, &id))
}

/// Gate, body, command.
async fn call(server: &Server, source: IpAddr, request: Request<Incoming>) -> Result<Vec<u8>, Failure> {
    let (head, mut body) = request.into_parts();
    let patience = server.patience.body;
    let admitted = match gate::admit(server, &head, source) {
        Ok(admitted) => admitted,
        Err(failure) => {
            body::discard(&mut body, &head.headers, patience).await;
            return Err(failure);
        }
    };
    let Admitted { app, admin, endpoint, operation_id } = admitted;
    let bytes = match body::read(&mut body, patience).await {
        Ok(bytes) => bytes,
        // Whoever was too slow is not waited for again.
        Err(failure) if failure.number == body::TOO_SLOW => return Err(failure),
        Err(failure) => {
            body::discard(&mut body, &head.headers, patience).await;
            return Err(failure);
        }
    };
    let operation = if endpoint.changes() { rest::operation(&head, operation_id, &bytes)? } else { None };
    rest::answer(server, app, admin, endpoint, operation, &bytes).await
}

fn reply(status: StatusCode, text: Vec<u8>, id: &RequestId) -> Reply {
    let mut reply = Response::new(Full::new(text.into()));
    *reply.status_mut() = status;
    let headers = reply.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    headers.insert(request_id::HEADER, id.header());
    reply
}
