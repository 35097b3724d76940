//! The command line.

mod audit;
mod check;
mod dev;
mod run;
mod usersig;
mod webhooks;

use crate::Tls;
use crate::config::{EXAMPLE, Faults, Settings};
use clap::{Args, CommandFactory, Parser, Subcommand};
use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::PathBuf;
use std::process::ExitCode;

/// The server of opentim: groups over REST (POST /v4/group_open_http_svc/COMMAND), users' sessions over WebSockets (/gateway).
///
/// Start it with `opentim-server --config FILE`, or try it out with `opentim-server dev`. The log goes to stderr; the environment
/// variable OPENTIM_LOG sets how much of it: off, error, warn, info (default), debug, trace. SIGTERM and SIGINT end it: calls
/// under way are finished for up to 10 seconds. With [tls] in the configuration SIGHUP reads the certificate anew.
#[derive(Parser)]
#[command(name = "opentim-server", version, args_conflicts_with_subcommands = true)]
struct Cli {
    #[command(subcommand)]
    command: Option<Command>,
    /// The configuration to run with (TOML; see `config example`)
    #[arg(long, value_name = "FILE")]
    config: Option<PathBuf>,
}

#[derive(Subcommand)]
enum Command {
    /// Runs the server; the same as giving --config alone
    Run(ConfigFile),
    /// Runs a server to try things out: app 1400000000, admin `administrator`, the folder's own key
    Dev(Dev),
    /// Prints a UserSig for an account of an app
    Usersig(Usersig),
    /// Looks at configurations
    #[command(subcommand)]
    Config(ConfigCommand),
    /// What was done to groups: verifies or prints it, from a data folder that no process uses
    #[command(subcommand)]
    Audit(AuditCommand),
    /// What the apps' back ends are told
    #[command(subcommand)]
    Webhooks(WebhooksCommand),
    /// Verifies a data folder that no process uses: counts, events, lists and sums must agree
    Check {
        /// The data folder
        #[arg(value_name = "FOLDER")]
        folder: PathBuf,
    },
}

#[derive(Subcommand)]
enum AuditCommand {
    /// Says whether every event of every group, also of those that have ended, follows from those before it by its hash
    Verify(audit::Which),
    /// Prints every event as a line of JSON: number, when, who, by which face, what, values before and after, hash
    Export(audit::Which),
}

#[derive(Subcommand)]
enum WebhooksCommand {
    /// Has events told again that were told before: the server does it when it is started
    Replay(webhooks::Replay),
}

#[derive(Args)]
struct ConfigFile {
    /// The configuration (TOML; see `config example`)
    #[arg(long, value_name = "FILE")]
    config: PathBuf,
}

#[derive(Args)]
struct Dev {
    /// Address and port to listen on; port 0 takes a free one
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8090")]
    listen: SocketAddr,
    /// The data folder; made when it is not there
    #[arg(long, value_name = "FOLDER", default_value = "./data/server")]
    data_dir: PathBuf,
}

#[derive(Args)]
struct Usersig {
    /// The configuration that has the app's key; the first key signs
    #[arg(long, value_name = "FILE", required_unless_present = "data_dir", conflicts_with = "data_dir")]
    config: Option<PathBuf>,
    /// A data folder whose own key signs, as `dev` uses it
    #[arg(long, value_name = "FOLDER")]
    data_dir: Option<PathBuf>,
    /// The app
    #[arg(long, value_name = "NUMBER")]
    sdkappid: u64,
    /// The account: 1 to 32 printable ASCII characters
    #[arg(long, value_name = "ACCOUNT")]
    user: String,
    /// How long it is valid, in seconds
    #[arg(long, value_name = "SECONDS", default_value_t = 86_400 * 180)]
    expire: u64,
}

#[derive(Subcommand)]
enum ConfigCommand {
    /// Says whether a configuration is sound, and everything that is not
    Check {
        /// The configuration
        #[arg(value_name = "FILE", required_unless_present = "config")]
        file: Option<PathBuf>,
        /// The configuration, as the server takes it
        #[arg(long, value_name = "FILE", conflicts_with = "file")]
        config: Option<PathBuf>,
    },
    /// Prints a commented configuration with every key and its default
    Example,
}

/// Runs the program with the arguments of the process.
pub fn main() -> ExitCode {
    let Cli { command, config } = Cli::parse();
    let done = match (command, config) {
        (Some(Command::Run(ConfigFile { config })), _) | (None, Some(config)) => run::with_config(&config),
        (Some(Command::Dev(Dev { listen, data_dir })), _) => dev::run(listen, data_dir),
        (Some(Command::Usersig(arguments)), _) => usersig::print(&arguments),
        (Some(Command::Config(ConfigCommand::Example)), _) => {
            say(EXAMPLE.trim_end());
            Ok(())
        }
        (Some(Command::Config(ConfigCommand::Check { file, config })), _) => check_config(file.or(config)),
        (Some(Command::Audit(AuditCommand::Verify(which))), _) => audit::verify(&which),
        (Some(Command::Audit(AuditCommand::Export(which))), _) => audit::export(&which),
        (Some(Command::Webhooks(WebhooksCommand::Replay(arguments))), _) => webhooks::replay(&arguments),
        (Some(Command::Check { folder }), _) => check::folder(&folder),
        (None, None) => {
            let _ = Cli::command().print_help();
            return ExitCode::from(2);
        }
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(Stop { code, text }) => {
            // Nobody may be listening any more; the code says it too.
            let _ = writeln!(io::stderr(), "opentim-server: {text}");
            ExitCode::from(code)
        }
    }
}

/// Prints a text. That nobody reads it, or no longer, is no reason to end a server.
fn say(text: &str) {
    if let Err(error) = writeln!(io::stdout(), "{text}") {
        tracing::warn!(%error, "nothing can be written to stdout");
    }
}

/// Why the program ends without having done its work.
struct Stop {
    /// 1: it could not be done. 2: what was asked for cannot be asked for.
    code: u8,
    text: String,
}

impl Stop {
    fn failed(text: impl ToString) -> Self {
        Self { code: 1, text: text.to_string() }
    }

    fn refused(text: impl ToString) -> Self {
        Self { code: 2, text: text.to_string() }
    }
}

fn check_config(file: Option<PathBuf>) -> Result<(), Stop> {
    let file = file.ok_or_else(|| Stop::refused("name the configuration to check"))?;
    let settings = Settings::load(&file).map_err(Stop::refused)?;
    let secure = settings.tls.is_some();
    let warnings = match settings.tls.map(Tls::load).transpose() {
        Ok(tls) => tls.map(|(_, warnings)| warnings).unwrap_or_default(),
        Err(Faults(faults)) => {
            let placed: Vec<_> = faults.iter().map(|fault| format!("{}: {fault}", file.display())).collect();
            return Err(Stop::refused(placed.join("\n")));
        }
    };
    let apps = settings.apps.len();
    for warning in warnings {
        println!("{}: warning: {warning}", file.display());
    }
    let with = if secure { "with TLS" } else { "without TLS" };
    println!("{}: sound; {apps} app{}, listens on {} {with}", file.display(), if apps == 1 { "" } else { "s" }, settings.listen);
    Ok(())
}
