//! Rule tests of applications and invitations that wait.

mod handle;
mod join;
mod read;
