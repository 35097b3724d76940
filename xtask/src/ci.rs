//! `cargo xtask ci`: every check and test, one step after the other.

mod steps;
#[cfg(test)]
mod tests;

use crate::{Fault, process};
use clap::Args;
use std::time::{Duration, Instant};
use steps::{STEPS, Step};

/// Which steps to run.
#[derive(Args)]
pub struct Options {
    /// Run this step only (may be repeated)
    #[arg(long, value_name = "STEP")]
    only: Vec<String>,
    /// Leave out what comes before this step
    #[arg(long, value_name = "STEP")]
    from: Option<String>,
    /// Name the steps and their commands, run none
    #[arg(long)]
    list: bool,
}

/// Runs the steps and prints how long each took.
///
/// # Errors
/// A step failed: its name and the command that repeats it alone.
pub fn run(options: &Options) -> Result<(), Fault> {
    let chosen = choose(options)?;
    if options.list {
        chosen.iter().for_each(|step| println!("{:<10}  {}", step.name, step.command()));
        return Ok(());
    }
    let mut times = Vec::new();
    for (at, step) in chosen.iter().enumerate() {
        eprintln!("\n=== {} ({} of {}): {}", step.name, at + 1, chosen.len(), step.command());
        let start = Instant::now();
        let done = step.run();
        times.push((step.name, start.elapsed(), done.is_ok()));
        if let Err(fault) = done {
            print_times(&times);
            return Err(format!("{} failed: {fault}\nTo repeat it alone: cargo xtask ci --only {}", step.name, step.name).into());
        }
    }
    print_times(&times);
    Ok(())
}

fn choose(options: &Options) -> Result<Vec<&'static Step>, Fault> {
    let names = || STEPS.iter().map(|step| step.name).collect::<Vec<_>>().join(", ");
    for wanted in options.only.iter().chain(&options.from) {
        if !STEPS.iter().any(|step| step.name == wanted) {
            return Err(format!("there is no step {wanted}; the steps are {}", names()).into());
        }
    }
    let start = options.from.as_ref().and_then(|from| STEPS.iter().position(|step| step.name == from)).unwrap_or(0);
    let wanted = |step: &&Step| options.only.is_empty() || options.only.iter().any(|name| name == step.name);
    Ok(STEPS[start..].iter().filter(wanted).collect())
}

fn print_times(times: &[(&str, Duration, bool)]) {
    eprintln!();
    for (name, time, good) in times {
        eprintln!("  {:<10} {:>8.1} s  {}", name, time.as_secs_f64(), if *good { "ok" } else { "FAILED" });
    }
    let all: Duration = times.iter().map(|(_, time, _)| *time).sum();
    eprintln!("  {:<10} {:>8.1} s", "all", all.as_secs_f64());
}

/// Runs the simulation.
///
/// # Errors
/// It could not be built, or an invariant was broken.
pub fn simulate(schedules: u64, seed: Option<u64>) -> Result<(), Fault> {
    let schedules = schedules.to_string();
    let mut line = vec!["cargo", "run", "--quiet", "--package", "opentim-sim", "--", "--schedules", &schedules];
    let seed = seed.map(|seed| seed.to_string());
    if let Some(seed) = &seed {
        line.extend(["--seed", seed]);
    }
    process::run(&line)
}

/// Kills a process that creates groups through the built addon in the middle of its work, this often.
///
/// # Errors
/// Something acknowledged was lost, or a half group was found.
pub fn kill(times: u32) -> Result<(), Fault> {
    process::run(&["npm", "run", "--silent", "build"])?;
    process::run_with(&["npx", "--no-install", "jest", "kill"], &[("OPENTIM_KILL_ROUNDS", &times.to_string())])
}

/// Runs the store's own crash tests: kills, torn and cut logs, power failures.
///
/// # Errors
/// Something acknowledged was lost, or a half group was found.
pub fn crash() -> Result<(), Fault> {
    let tests = ["--test", "crash_kill", "--test", "crash_log", "--test", "crash_sync"];
    let mut line = vec!["cargo", "test", "--package", "opentim-store-sqlite"];
    line.extend(tests);
    process::run(&line)
}

/// Lets the network between a crowd and a server be bad for so many seconds, and kills the server meanwhile. 0: does nothing.
///
/// # Errors
/// Somebody did not hear exactly what the log says.
pub fn cut(secs: u64) -> Result<(), Fault> {
    if secs == 0 {
        return Ok(());
    }
    let line = ["cargo", "test", "--package", "opentim-scenarios", "--test", "faults", "--", "--nocapture"];
    process::run_with(&line, &[("OPENTIM_FAULT_SECS", &secs.to_string())])
}
