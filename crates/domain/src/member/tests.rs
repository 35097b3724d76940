//! Rule tests of members.

mod add;
mod import;
mod invite;
mod kick;
mod mark;
mod modify;
mod quit;
