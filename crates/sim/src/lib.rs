//! Seeded simulation: scheduler, faulty store, actors, invariants
