//! Many users of a gateway: how much memory idle ones take, how fast an event reaches all of a group. And a bare WebSocket server
//! that sends on to everybody what one sends, to compare with.

mod bare;
mod fan;
mod idle;
mod user;

use clap::{Args, Parser, Subcommand};
use std::net::SocketAddr;

/// Many users of a gateway.
#[derive(Parser)]
enum Cli {
    /// Logs users in, lets them idle, and prints what the server's process holds before and after
    Idle(idle::Idle),
    /// Lets users of one group hear what one of them changes
    #[command(subcommand)]
    Fan(Fan),
    /// Serves bare WebSockets: what one sends everybody gets. Prints its address
    Bare,
}

#[derive(Subcommand)]
enum Fan {
    /// Through the gateway
    Gateway {
        #[command(flatten)]
        gateway: Gateway,
        #[command(flatten)]
        size: fan::Size,
    },
    /// Through the bare server
    Bare {
        #[arg(long)]
        address: SocketAddr,
        #[command(flatten)]
        size: fan::Size,
    },
}

/// A gateway and the key of its app.
#[derive(Args, Clone)]
pub struct Gateway {
    #[arg(long)]
    address: SocketAddr,
    #[arg(long)]
    app: u64,
    #[arg(long)]
    secret: String,
}

fn main() {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().expect("a runtime");
    runtime.block_on(async {
        match Cli::parse() {
            Cli::Idle(idle) => idle.run().await,
            Cli::Fan(Fan::Gateway { gateway, size }) => fan::through_gateway(&gateway, size).await,
            Cli::Fan(Fan::Bare { address, size }) => fan::through_bare(address, size).await,
            Cli::Bare => bare::serve().await,
        }
    });
}
