//! The steps, cheap ones first.

use super::kill;
use crate::{Fault, generated, layers, process, sizes};

/// Schedules of the simulation in every run; more by hand.
const SCHEDULES: &str = "2000";

/// One step.
pub struct Step {
    /// Its name in `--only`.
    pub name: &'static str,
    work: Work,
}

enum Work {
    /// A program.
    Runs(&'static [&'static str]),
    /// One of two programs: the first if its probe succeeds.
    Either { probe: &'static [&'static str], then: &'static [&'static str], other: &'static [&'static str] },
    /// A chore of this program.
    Chore(&'static str, fn() -> Result<(), Fault>),
}

/// All of them, in order.
pub const STEPS: &[Step] = &[
    Step { name: "fmt", work: Work::Runs(&["cargo", "fmt", "--all", "--", "--check"]) },
    Step { name: "layers", work: Work::Chore("layers", layers::check) },
    Step { name: "sizes", work: Work::Chore("sizes", sizes::check) },
    Step {
        name: "clippy",
        work: Work::Runs(&["cargo", "clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"]),
    },
    Step {
        name: "tests",
        work: Work::Either {
            probe: &["cargo", "nextest", "--version"],
            then: &["cargo", "nextest", "run", "--workspace", "--locked", "--no-fail-fast"],
            other: &["cargo", "test", "--workspace", "--all-targets", "--locked", "--no-fail-fast"],
        },
    },
    Step { name: "doctests", work: Work::Runs(&["cargo", "test", "--workspace", "--doc", "--locked"]) },
    Step {
        name: "sim",
        work: Work::Runs(&["cargo", "run", "--quiet", "--locked", "--package", "opentim-sim", "--", "--schedules", SCHEDULES]),
    },
    Step { name: "gen", work: Work::Chore("gen --check", generated::check) },
    Step { name: "build", work: Work::Runs(&["npm", "run", "--silent", "build"]) },
    Step { name: "jest", work: Work::Runs(&["npx", "--no-install", "jest"]) },
    Step { name: "kill", work: Work::Chore("faults --kills 20 --network 0", || kill(20)) },
    Step { name: "pack", work: Work::Runs(&["npm", "run", "--silent", "pack:check"]) },
    Step { name: "e2e", work: Work::Runs(&["npm", "run", "--silent", "e2e"]) },
];

impl Step {
    /// The command line that does the same.
    pub fn command(&self) -> String {
        match self.work {
            Work::Runs(line) | Work::Either { then: line, .. } => process::shown(line),
            Work::Chore(chore, _) => format!("cargo xtask {chore}"),
        }
    }

    /// Does it.
    ///
    /// # Errors
    /// It failed.
    pub fn run(&self) -> Result<(), Fault> {
        match self.work {
            Work::Runs(line) => process::run(line),
            Work::Either { probe, then, .. } if process::exists(probe) => process::run(then),
            Work::Either { other, .. } => process::run(other),
            Work::Chore(_, chore) => chore(),
        }
    }
}
