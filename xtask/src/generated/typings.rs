//! index.d.ts, from the structs of the SDK dialect.

use crate::Fault;

pub fn text() -> Result<String, Fault> {
    Ok(opentim_wire::sdk::typings::index_dts())
}
