//! Sends create_group over keep-alive connections, one request under way on each, and prints rate and latencies as JSON.
//! One thread and no runtime: server and generator share the machine's cores.

mod connection;

use clap::Parser;
use connection::Connection;
use mio::{Events, Poll};
use std::io::Result;
use std::net::SocketAddr;
use std::time::Instant;

#[derive(Parser)]
struct Arguments {
    /// Where the server listens
    #[arg(long)]
    address: SocketAddr,
    /// Path and query
    #[arg(long)]
    path: String,
    #[arg(long)]
    connections: usize,
    /// Requests in the measurement
    #[arg(long)]
    requests: u64,
    /// Requests before it
    #[arg(long, default_value_t = 0)]
    warm_up: u64,
    /// Users in the pool
    #[arg(long)]
    users: u64,
}

fn main() -> Result<()> {
    let arguments = Arguments::parse();
    let mut poll = Poll::new()?;
    let mut open = Vec::with_capacity(arguments.connections);
    for at in 0..arguments.connections {
        open.push(Connection::open(arguments.address, poll.registry(), at)?);
    }
    round(&mut poll, &mut open, &arguments, 0, arguments.warm_up)?;
    let begun = Instant::now();
    let mut micros = round(&mut poll, &mut open, &arguments, arguments.warm_up, arguments.requests)?;
    let seconds = begun.elapsed().as_secs_f64();
    micros.sort_unstable();
    let at = |share: f64| f64::from(micros[((micros.len() - 1) as f64 * share) as usize]) / 1000.0;
    let rate = micros.len() as f64 / seconds;
    println!("{}", serde_json::json!({ "rate": rate, "p50": at(0.5), "p99": at(0.99), "max": at(1.0) }));
    Ok(())
}

/// Creates `count` groups from number `first` on and gives the time of each in microseconds.
fn round(poll: &mut Poll, open: &mut [Connection], arguments: &Arguments, first: u64, count: u64) -> Result<Vec<u32>> {
    let mut numbers = first..first + count;
    let mut micros = Vec::with_capacity(count as usize);
    let mut send = |connection: &mut Connection| match numbers.next() {
        Some(number) => connection.send(&arguments.path, number, arguments.users),
        None => Ok(()),
    };
    open.iter_mut().try_for_each(&mut send)?;
    let mut events = Events::with_capacity(1024);
    while (micros.len() as u64) < count {
        poll.poll(&mut events, None)?;
        for event in &events {
            let connection = &mut open[event.token().0];
            if let Some(taken) = connection.ready()? {
                micros.push(taken.as_micros() as u32);
                send(connection)?;
            }
        }
    }
    Ok(micros)
}
