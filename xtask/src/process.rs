//! Runs other programs from the root of the repository.

use crate::{Fault, workspace};
use std::process::{Command, Stdio};

/// A command line as one would type it.
pub fn shown(line: &[&str]) -> String {
    line.join(" ")
}

fn command(line: &[&str]) -> Result<Command, Fault> {
    let (program, arguments) = line.split_first().ok_or("an empty command line")?;
    let windows_script = cfg!(windows) && ["npm", "npx"].contains(program);
    let mut command = Command::new(if windows_script { format!("{program}.cmd") } else { (*program).to_owned() });
    command.args(arguments).current_dir(workspace::root());
    Ok(command)
}

/// Runs a program in the foreground with more variables in its environment.
///
/// # Errors
/// It could not be started or failed.
pub fn run_with(line: &[&str], variables: &[(&str, &str)]) -> Result<(), Fault> {
    let status = command(line)?.envs(variables.iter().copied()).status().map_err(|error| format!("{}: {error}", shown(line)))?;
    if status.success() { Ok(()) } else { Err(format!("{} ended with {status}", shown(line)).into()) }
}

/// Runs a program in the foreground.
///
/// # Errors
/// It could not be started or failed.
pub fn run(line: &[&str]) -> Result<(), Fault> {
    run_with(line, &[])
}

/// Runs a program and returns what it wrote to its standard output.
///
/// # Errors
/// It could not be started or failed, or its output is no text.
pub fn output(line: &[&str]) -> Result<String, Fault> {
    let output = command(line)?.stderr(Stdio::inherit()).output().map_err(|error| format!("{}: {error}", shown(line)))?;
    if !output.status.success() {
        return Err(format!("{} ended with {}", shown(line), output.status).into());
    }
    Ok(String::from_utf8(output.stdout)?)
}

/// Whether the program can be started at all.
pub fn exists(line: &[&str]) -> bool {
    let quiet = |command: &mut Command| command.stdout(Stdio::null()).stderr(Stdio::null()).status();
    command(line).is_ok_and(|mut command| quiet(&mut command).is_ok_and(|status| status.success()))
}
