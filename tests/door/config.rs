//! Settings: file < environment < flags; nothing unknown is passed over; the key is a secret.

use std::{fs, os::unix::fs::PermissionsExt, path::Path};
use toml::Table;
use wenzheng::config::{Config, defaults_toml, keys::load_or_create, load};

fn read(file: &str, env: &[(&str, &str)], flags: &str) -> anyhow::Result<Config> {
    let dir = tempfile::tempdir()?;
    let path = dir.path().join("w.toml");
    fs::write(&path, file)?;
    let env = env.iter().map(|(name, value)| ((*name).to_owned(), (*value).to_owned()));
    load(Some(&path), env, flags.parse::<Table>()?)
}

#[test]
fn the_printed_defaults_change_nothing_and_explain_everything() {
    let text = defaults_toml().unwrap();
    assert_eq!(read(&text, &[], "").unwrap(), Config::default());
    let settings = text.lines().filter(|line| line.contains(" = ")).count();
    let commented = text.split("\n\n").filter(|block| block.contains(" = ") && block.starts_with("# ")).count();
    assert!(settings > 40, "{text}");
    assert_eq!(settings, commented, "each setting stands below its comment:\n{text}");
    let whole = Table::try_from(Config::default()).unwrap();
    let count: usize = whole.values().map(|value| value.as_table().map_or(1, Table::len)).sum();
    assert_eq!(settings, count + 4, "all are there, and public_url, which has no default, and the fields of a webhook");
}

#[test]
fn flags_win_over_the_environment_and_that_over_the_file() {
    let file = "data = \"a\"\nzone = \"Europe/Paris\"\n[door]\nbody_bytes = 5\nheader_ms = 7";
    let env = [
        ("WENZHENG_DATA", "b"),
        ("WENZHENG_DOOR__BODY_BYTES", "6"),
        ("WENZHENG_TRUSTED_PROXIES", "10.0.0.0/8, ::1/128"),
        ("HOME", "/x"),
    ];
    let config = read(file, &env, "data = \"c\"").unwrap();
    assert_eq!((config.data.as_path(), config.zone.as_str()), (Path::new("c"), "Europe/Paris"));
    assert_eq!((config.door.body_bytes, config.door.header_ms, config.trusted_proxies.len()), (6, 7, 2));
    assert_eq!(
        read("", &[("WENZHENG_PUBLIC_URL", "https://Wz.example:443/")], "")
            .unwrap()
            .door_config()
            .public_origin
            .as_deref(),
        Some("https://wz.example")
    );
}

#[test]
fn what_is_unknown_or_senseless_is_named() {
    for (file, env, named) in [
        ("datta = 1", vec![], "datta"),
        ("[door]\nbody = 1", vec![], "body"),
        ("", vec![("WENZHENG_DOOR__BODY", "1")], "body"),
        ("", vec![("WENZHENG_DOOR__BODY_BYTES", "much")], "WENZHENG_DOOR__BODY_BYTES"),
        ("", vec![("WENZHENG_DATA__X", "1")], "data"),
        ("public_url = \"wz.example\"", vec![], "public_url"),
        ("public_url = \"https://wz.example/path\"", vec![], "public_url"),
        ("zone = \"Moon/Base\"", vec![], "zone"),
        ("[mail]\nhots = \"x\"", vec![], "hots"),
        ("[[webhook]]\nurl = \"https://x\"\nsecrets = 1", vec![], "secrets"),
        ("[door]\nconnections = 5\nconnections_reserved = 5", vec![], "connections_reserved"),
    ] {
        let error = format!("{:#}", read(file, &env, "").expect_err(named));
        assert!(error.contains(named), "{named}: {error}");
    }
    assert!(load(Some(Path::new("/no/such/file")), std::iter::empty(), Table::new()).is_err());
}

#[test]
fn the_key_is_made_once_for_its_owner_only() {
    let dir = tempfile::tempdir().unwrap();
    let sealed = load_or_create(dir.path()).unwrap().seal("p", "name");
    let again = load_or_create(dir.path()).unwrap();
    assert_eq!((again.open("p", &sealed), again.open("q", &sealed)), (Some("name"), None));
    let path = dir.path().join("secret.key");
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
    let old = fs::read_to_string(&path).unwrap();
    fs::write(&path, format!("k2 {}\n{old}", "ab".repeat(32))).unwrap();
    let turned = load_or_create(dir.path()).unwrap();
    assert_eq!(turned.open("p", &sealed), Some("name"), "the old key still recognises");
    assert!(turned.seal("p", "name").starts_with("k2."), "the new one signs");
    fs::write(&path, "nonsense").unwrap();
    assert!(load_or_create(dir.path()).is_err());
    fs::write(&path, old).unwrap();
    fs::set_permissions(&path, fs::Permissions::from_mode(0o644)).unwrap();
    assert!(format!("{:#}", load_or_create(dir.path()).unwrap_err()).contains("chmod 600"));
}
