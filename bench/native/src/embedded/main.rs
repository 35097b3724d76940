//! The engine on the embedded store, inside this process. Each measurement prints one line of JSON.

mod ending;
mod growing;
mod paging;
mod plain;
mod reads;
mod scale;
mod work;

use clap::{Parser, Subcommand};
use opentim_store_sqlite::Durability;
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
    /// Calls in groups of different sizes in one folder, in turns
    Members {
        #[arg(long)]
        folder: PathBuf,
        /// Members of each group, growing, at least 50
        #[arg(long, value_delimiter = ',')]
        sizes: Vec<u64>,
        #[arg(long, default_value_t = 7)]
        rounds: usize,
        /// Calls of each kind per size and round
        #[arg(long, default_value_t = 500)]
        calls: usize,
        /// Answer commits when the system has them, not the disk
        #[arg(long)]
        relaxed: bool,
    },
    /// Memory while a group is paged through
    Paging {
        #[arg(long)]
        folder: PathBuf,
        #[arg(long)]
        group: String,
        /// Rows of a page
        #[arg(long, default_value_t = 100)]
        limit: usize,
    },
    /// Disbands groups of two sizes in turns, and cleans up after each
    Disband {
        #[arg(long)]
        folder: PathBuf,
        /// Members of the small groups and of the large ones
        #[arg(long, value_delimiter = ',')]
        sizes: Vec<u64>,
        /// Groups of each size
        #[arg(long, default_value_t = 5)]
        rounds: usize,
        /// Answer commits when the system has them, not the disk
        #[arg(long)]
        relaxed: bool,
    },
    /// Only fills a folder
    Fill {
        #[arg(long)]
        folder: PathBuf,
        #[arg(long)]
        groups: u64,
    },
}

fn durability(relaxed: bool) -> Durability {
    if relaxed { Durability::Relaxed } else { Durability::Full }
}

fn main() -> Result<(), Fault> {
    let runtime = tokio::runtime::Runtime::new()?;
    match Arguments::parse().what {
        What::Reads { folder, groups, rounds, gets, lists } => {
            runtime.block_on(reads::measure(&folder, &Size { groups, rounds, gets, lists }))
        }
        What::Scale { folder, at, creates } => runtime.block_on(scale::measure(&folder, &at, creates)),
        What::Members { folder, sizes, rounds, calls, relaxed } => {
            let amount = growing::Amount { rounds, calls };
            runtime.block_on(growing::measure(&folder, &sizes, &amount, durability(relaxed)))
        }
        What::Paging { folder, group, limit } => runtime.block_on(paging::measure(&folder, &group, limit)),
        What::Disband { folder, sizes, rounds, relaxed } => {
            runtime.block_on(ending::measure(&folder, &sizes, rounds, durability(relaxed)))
        }
        What::Fill { folder, groups } => runtime.block_on(scale::fill_only(&folder, groups)),
    }
}
