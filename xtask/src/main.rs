//! The project's own chores. `cargo xtask ci` is what the CI runs.

mod ci;
mod generated;
mod layers;
mod process;
mod sizes;
mod workspace;

use clap::{Parser, Subcommand};
use std::process::ExitCode;

/// What went wrong, as the one text that is shown.
type Fault = Box<dyn std::error::Error>;

#[derive(Parser)]
#[command(name = "cargo xtask", about = "Chores of the opentim repository")]
struct Arguments {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Subcommand)]
enum Chore {
    /// Every check and test, in the order of their cost; stops at the first that fails
    Ci(ci::Options),
    /// Checks which crate may depend on which
    Layers,
    /// Fails when a source file is over 500 lines; lists those over 300
    Sizes,
    /// Writes the generated files
    Gen {
        /// Write nothing; fail when a committed file is not what would be written
        #[arg(long)]
        check: bool,
    },
    /// Writes THIRD-PARTY-LICENSES only
    Notices,
    /// Runs the seeded simulation
    Sim {
        /// How many schedules
        #[arg(long, default_value_t = 20_000)]
        schedules: u64,
        /// The first seed; drawn when absent
        #[arg(long)]
        seed: Option<u64>,
    },
    /// Crashes the store in every way, kills the addon under load again and again, then cuts users off from a server that is
    /// killed too: nothing acknowledged may be lost, nobody may miss or double an event
    Faults {
        /// How often the process is killed
        #[arg(long, default_value_t = 200)]
        kills: u32,
        /// How long the network is bad, in seconds; 0 leaves that out
        #[arg(long, default_value_t = 60)]
        network: u64,
    },
}

fn main() -> ExitCode {
    match run(Arguments::parse().chore) {
        Ok(()) => ExitCode::SUCCESS,
        Err(fault) => {
            eprintln!("xtask: {fault}");
            ExitCode::FAILURE
        }
    }
}

fn run(chore: Chore) -> Result<(), Fault> {
    match chore {
        Chore::Ci(options) => ci::run(&options),
        Chore::Layers => layers::check(),
        Chore::Sizes => sizes::check(),
        Chore::Gen { check: true } => generated::check(),
        Chore::Gen { check: false } => generated::write(),
        Chore::Notices => generated::write_one(generated::NOTICES),
        Chore::Sim { schedules, seed } => ci::simulate(schedules, seed),
        Chore::Faults { kills, network } => ci::crash().and_then(|()| ci::kill(kills)).and_then(|()| ci::cut(network)),
    }
}
