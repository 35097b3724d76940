use super::*;

fn edges(list: &[(&str, &[&str])]) -> Edges {
    let owned = |names: &[&str]| names.iter().map(|name| (*name).to_owned()).collect();
    let mut edges: Edges = ARROWS.iter().map(|(name, _)| ((*name).to_owned(), BTreeSet::new())).collect();
    edges.extend(list.iter().map(|(name, others)| ((*name).to_owned(), owned(others))));
    edges
}

#[test]
fn a_crate_may_use_what_lies_below_its_arrows() {
    assert_eq!(faults(&edges(&[("opentim-client", &["opentim-domain", "opentim-wire", "serde_json"])])), Vec::<String>::new());
}

#[test]
fn nobody_may_depend_on_the_server() {
    // The scenarios are tests of both faces, and nobody may depend on them either.
    for (name, _) in ARROWS.iter().filter(|(name, _)| *name != "opentim-scenarios") {
        assert_ne!(faults(&edges(&[(name, &["opentim-scenarios"])])), Vec::<String>::new());
        let found = faults(&edges(&[(name, &["opentim-server"])]));
        assert_eq!(found, [format!("{name} must not depend on opentim-server")]);
    }
}

#[test]
fn the_addon_knows_the_client_only() {
    assert_eq!(faults(&edges(&[("opentim", &["opentim-wire"])])), ["opentim must not depend on opentim-wire"]);
}

#[test]
fn the_wire_does_not_know_the_engine_nor_the_engine_the_wire() {
    let found = faults(&edges(&[("opentim-wire", &["opentim-engine"]), ("opentim-engine", &["opentim-wire"])]));
    assert_eq!(found, ["opentim-engine must not depend on opentim-wire", "opentim-wire must not depend on opentim-engine"]);
}

#[test]
fn the_rules_use_no_crate_that_nobody_decided_on() {
    assert_eq!(faults(&edges(&[("opentim-domain", &["minicbor"])])), Vec::<String>::new());
    assert_eq!(faults(&edges(&[("opentim-domain", &["tokio"])])), ["opentim-domain is pure and must not depend on tokio"]);
}

#[test]
fn a_new_crate_must_be_given_a_layer() {
    assert_eq!(faults(&edges(&[("opentim-new", &[])])), ["opentim-new is in no layer: add it to the arrows"]);
}
