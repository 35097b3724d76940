//! The package's `index.d.ts`, made from the structs and the method table.

mod class;
mod enums;
mod interfaces;
mod listeners;
mod text;

const HEAD: &str = "\
// Made by `cargo xtask gen` from the structs and the method table of opentim-wire. Changes belong there.
/* eslint-disable */

";

const MODULE_END: &str = "\nexport = TimRender;\n";

/// The whole file.
pub fn index_dts() -> String {
    let mut out = HEAD.to_owned();
    class::write(&mut out);
    out.push_str("\ndeclare namespace TimRender {\n  export { TimRender, TimRender as default };\n");
    interfaces::write(&mut out);
    listeners::write(&mut out);
    enums::write(&mut out);
    out.push_str("}\n");
    out.push_str(MODULE_END);
    out
}

#[cfg(test)]
mod tests;
