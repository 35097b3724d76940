//! `opentim-sim`: runs many schedules and stops at the first violation.

use clap::Parser;
use opentim_sim::{Planted, Report, run};
use std::process::ExitCode;
use std::time::{SystemTime, UNIX_EPOCH};

/// Runs seeded schedules of the engine against a store that delays, loses replies and crashes.
#[derive(Parser)]
struct Arguments {
    /// How many schedules to run.
    #[arg(long, default_value_t = 2000)]
    schedules: u64,
    /// First seed; by default a new one each time.
    #[arg(long)]
    seed: Option<u64>,
}

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let clock = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    let first = arguments.seed.unwrap_or(clock.wrapping_mul(1_000_003));
    let mut all = Report::default();
    for seed in (first..).take(usize::try_from(arguments.schedules).unwrap_or(usize::MAX)) {
        match run(seed, Planted::Nothing) {
            Ok(report) => {
                all.answers += report.answers;
                all.commits += report.commits;
                all.crashes += report.crashes;
            }
            Err(violation) => {
                eprintln!("seed {seed}: {violation}");
                eprintln!("see it again: cargo run -p opentim-sim -- --schedules 1 --seed {seed}");
                return ExitCode::FAILURE;
            }
        }
    }
    let Report { answers, commits, crashes } = all;
    let schedules = arguments.schedules;
    println!("{schedules} schedules from seed {first}: {answers} answers, {commits} commits, {crashes} crashes, no violation");
    ExitCode::SUCCESS
}
