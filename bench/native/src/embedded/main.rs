//! The engine on the embedded store, inside this process. Each measurement prints one line of JSON.

mod plain;
mod reads;
mod scale;
mod work;

use clap::{Parser, Subcommand};
use reads::Size;
use std::error::Error;
use std::path::PathBuf;

/// What stops a measurement.
type Fault = Box<dyn Error + Send + Sync>;

#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    what: What,
}

#[derive(Subcommand)]
enum What {
    /// One group by id, and a user's list of 100 groups, beside plain rusqlite; rounds take turns
    Reads {
        #[arg(long)]
        folder: PathBuf,
        #[arg(long)]
        groups: u64,
        #[arg(long, default_value_t = 5)]
        rounds: usize,
        /// Reads of one group per round
        #[arg(long, default_value_t = 100_000)]
        gets: usize,
        /// Lists per round
        #[arg(long, default_value_t = 2_000)]
        lists: usize,
    },
    /// Creates per second with so many groups in the folder, and its size
    Scale {
        #[arg(long)]
        folder: PathBuf,
        /// Sizes at which to measure, growing
        #[arg(long, value_delimiter = ',')]
        at: Vec<u64>,
        /// Creates per measurement
        #[arg(long, default_value_t = 20_000)]
        creates: u64,
    },
    /// Only fills a folder
    Fill {
        #[arg(long)]
        folder: PathBuf,
        #[arg(long)]
        groups: u64,
    },
}

fn main() -> Result<(), Fault> {
    let runtime = tokio::runtime::Runtime::new()?;
    match Arguments::parse().what {
        What::Reads { folder, groups, rounds, gets, lists } => {
            runtime.block_on(reads::measure(&folder, &Size { groups, rounds, gets, lists }))
        }
        What::Scale { folder, at, creates } => runtime.block_on(scale::measure(&folder, &at, creates)),
        What::Fill { folder, groups } => runtime.block_on(scale::fill_only(&folder, groups)),
    }
}
