//! docs/compatibility.md: operation by face, built or not.

mod commands;
mod operations;

use crate::Fault;
use commands::COMMANDS;
use opentim_wire::rest::Endpoint;
use opentim_wire::sdk::{Does, METHODS, Method};
use operations::OPERATIONS;
use std::fmt::Write as _;

/// Titles of the families, in the order of [`METHODS`].
const FAMILIES: [&str; 7] = [
    "Life cycle, settings, users",
    "Groups",
    "Communities, topics, permission groups",
    "Messages",
    "Conversations",
    "Friends",
    "Signaling",
];

const HEAD: &str = "\
# Compatibility

Written by `cargo xtask gen` from the tables that the addon and the server run on. **built** does its documented work. **silent**
takes its listener, which is never called yet. **no** refuses: in the SDK the method is there and answers code 7013, the server answers
10003 (60009 for a whole service that is not there); the last section says why.

Electron windows (`opentim/renderer`) have the same methods as the addon: they call it over IPC.

";

/// Why what is not built is not: what it is, by the names of methods or commands, and the reason.
const NOT_BUILT: [(&str, &str, &str); 3] = [
    ("messages", "`TIMMsg...`, `send_group_msg` and its siblings", NOT_OURS),
    ("conversations", "`TIMConv...`", NOT_OURS),
    ("friends and signaling", "`TIMFriendship...`, `TIMSignaling...`", NOT_OURS),
];
const NOT_OURS: &str = "not part of a group system; opentim keeps who is in a group, not what they say to each other";

pub fn text() -> Result<String, Fault> {
    let mut text = HEAD.to_owned();
    by_operation(&mut text)?;
    by_method(&mut text)?;
    by_command(&mut text)?;
    reasons(&mut text)?;
    Ok(text)
}

fn reasons(text: &mut String) -> Result<(), Fault> {
    writeln!(text, "\n## What is not built, and why\n\n| what | names | why |\n| --- | --- | --- |")?;
    for (what, names, why) in NOT_BUILT {
        writeln!(text, "| {what} | {names} | {why} |")?;
    }
    Ok(())
}

fn by_operation(text: &mut String) -> Result<(), Fault> {
    writeln!(text, "## Operation by face\n\n| operation | addon and Electron | REST |\n| --- | --- | --- |")?;
    for &(operation, method, command) in OPERATIONS {
        writeln!(text, "| {operation} | {} | {} |", sdk_cell(method)?, rest_cell(command))?;
    }
    Ok(())
}

fn sdk_cell(method: &str) -> Result<String, Fault> {
    if method.is_empty() {
        return Ok("not in the SDK".to_owned());
    }
    let known = Method::named(method).ok_or_else(|| format!("the SDK has no method {method}"))?;
    Ok(format!("`{method}`: {}", state(known.does)))
}

fn rest_cell(command: &str) -> String {
    if command.is_empty() {
        return "not over REST".to_owned();
    }
    let built = Endpoint::all().any(|(_, name, _)| name == command);
    format!("`{command}`: {}", if built { "**built**" } else { "no" })
}

fn state(does: Does) -> &'static str {
    match does {
        Does::Plain(_) | Does::Experiments | Does::Uses(_) | Does::Changes(_) | Does::Hears(_) => "**built**",
        Does::Listens => "silent",
        Does::NotBuilt => "no",
    }
}

fn by_method(text: &mut String) -> Result<(), Fault> {
    let all = || METHODS.iter().copied().flatten();
    let built = all().filter(|method| method.is_built()).count();
    let silent = all().filter(|method| method.does == Does::Listens).count();
    let count = all().count();
    writeln!(
        text,
        "\n## Methods of TimRender\n\n{count} methods: {built} built, {silent} silent, {} not built.",
        count - built - silent
    )?;
    for (title, family) in FAMILIES.iter().zip(METHODS) {
        writeln!(text, "\n### {title}\n\n| method | state | what it is for |\n| --- | --- | --- |")?;
        for method in *family {
            writeln!(text, "| `{}` | {} | {} |", method.name, state(method.does), method.about.replace('|', "\\|"))?;
        }
    }
    Ok(())
}

fn by_command(text: &mut String) -> Result<(), Fault> {
    writeln!(text, "\n## REST commands\n\nThe path is `/v4/SERVICE/COMMAND`.")?;
    for (service, list) in COMMANDS {
        writeln!(text, "\n### {service}\n\n| command | state |\n| --- | --- |")?;
        for command in *list {
            let built = Endpoint::find(service, command).is_ok();
            writeln!(text, "| `{command}` | {} |", if built { "**built**" } else { "no" })?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests;
