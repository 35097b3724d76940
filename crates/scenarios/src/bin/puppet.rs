//! The process of users who attach to a folder that another process owns.

fn main() {
    opentim_scenarios::puppet::obey();
}
