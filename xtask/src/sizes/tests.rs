use super::counts;

#[test]
fn sources_count() {
    for file in ["crates/domain/src/kind.rs", "electron/main.ts", "scripts/run.mjs", "index.js"] {
        assert!(counts(file), "{file}");
    }
}

#[test]
fn tests_generated_files_and_texts_do_not() {
    for file in ["crates/usersig/src/tests.rs", "crates/wire/tests/long.rs", "__test__/create.test.ts", "index.d.ts", "README.md"] {
        assert!(!counts(file), "{file}");
    }
}
