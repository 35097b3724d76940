//! The program `opentim-server`.

fn main() -> std::process::ExitCode {
    opentim_server::cli::main()
}
