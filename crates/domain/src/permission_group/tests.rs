//! Rule tests of permission groups.
