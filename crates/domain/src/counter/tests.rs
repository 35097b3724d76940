//! Rule tests of counters.
