//! `opentim-server` as a process that tests may kill.

fn main() -> std::process::ExitCode {
    opentim_server::cli::main()
}
