//! Rule tests: what each operation decides from what it is shown.

mod create;
mod destroy;
mod import;
mod modify;
mod quotas;
mod support;
mod transfer;
