//! Golden answers in the form of the older generation.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "a test may fail")]

use opentim_wire::sdk::{Generation, Method};
use serde_json::Value;
use std::fs;
use std::path::{Path, PathBuf};

fn fixtures() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../fixtures");
    let folders = fs::read_dir(root).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_dir());
    let files = folders.flat_map(|folder| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()));
    files.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("older")).collect()
}

#[test]
fn every_answer_has_its_older_form_beside() {
    let files = fixtures();
    assert!(files.len() >= 3, "the fixtures are there: {files:?}");
    for file in files {
        let fixture: Value = serde_json::from_slice(&fs::read(&file).unwrap()).unwrap();
        let method = Method::named(fixture["call"].as_str().unwrap());
        let text = Generation::First.answer(method, fixture["answer"].to_string());
        let mut answer: Value = serde_json::from_str(&text).unwrap();
        let mut data = answer.as_object_mut().unwrap().remove("data").expect("it is there");
        assert_eq!(answer, fixture["answer"], "{}", file.display());
        let json_param = data["json_param"].take();
        data["json_param"] = serde_json::from_str(json_param.as_str().expect("it is text")).unwrap();
        assert_eq!(data, fixture["data"], "{}: {}", file.display(), fixture["says"]);
    }
}
