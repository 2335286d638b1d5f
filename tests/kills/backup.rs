//! A backup made while the server runs holds the files too, and the check-up sees what is spoilt.

use crate::{
    clients,
    furnished::furnished as busy,
    house::{House, picture, upload},
    ledger::Ledger,
    server::Server,
};
use sqlx::{ConnectOptions, sqlite::SqliteConnectOptions};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{sync::watch, task::spawn_blocking, time::sleep};
use wenzheng::{
    files::Purpose,
    kernel::{
        command::Command as Act,
        id::FileId,
        policy::Policy,
        room::{About, Header},
    },
    store::{OpenOptions, place_of},
};

/// Runs `wenzheng` over a data folder: whether it went well, and all it said.
fn run(act: &[&str], data: &Path) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_wenzheng"));
    let output = command.args(act).arg("--data").arg(data).current_dir(data.parent().unwrap()).output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8_lossy(&said).into_owned())
}

/// A folder in which a notice names one portrait, and a photo lies that nothing names.
async fn furnished(folder: &Path) -> (FileId, FileId) {
    // The server's own clock: what nothing names is swept after a day of it.
    let now = jiff::Timestamp::now().as_millisecond();
    let clock = std::sync::Arc::new(std::sync::atomic::AtomicI64::new(now));
    let house = House::open(OpenOptions::new(folder), None, clock).await;
    let room = house.interview(Policy::default()).await;
    let portrait = upload(room.room, Purpose::Portrait, picture(400, 500));
    let portrait = house.files().keep(portrait).await.unwrap().id;
    let idle = house.photo(room.room).await;
    let Header { revision, policy, schedule, about, .. } = house.db.room(room.room).await.unwrap().unwrap();
    let body = house.db.texts(&[about.id]).await.unwrap().remove(&about.id).unwrap().body.unwrap();
    let mut about: About = serde_json::from_str(&body).unwrap();
    about.guests[0].portrait = Some(portrait);
    room.act(room.admin, Act::Amend { revision, policy, schedule, about, units: None }).await.unwrap();
    let House { db, desk, .. } = house;
    desk.close().await;
    db.close().await;
    (portrait, idle)
}

#[tokio::test]
async fn a_backup_holds_the_files_and_a_spoilt_one_is_refused() {
    let place = TempDir::new().unwrap();
    let at = |name: &str| place.path().join(name);
    fs::create_dir(at("data")).unwrap();
    let (portrait, idle) = furnished(&at("data")).await;
    // The first command makes the key without which there is nothing to restore.
    Server::start(&at("data")).stop();
    let server = Server::start(&at("data"));
    let (well, said) = run(&["backup", at("copy").to_str().unwrap()], &at("data"));
    assert!(well && said.contains("3 files"), "{said}");
    server.stop();

    let (well, said) = run(&["restore", at("copy").to_str().unwrap()], &at("again"));
    assert!(well, "{said}");
    for file in [portrait, idle] {
        let read = |folder: PathBuf| fs::read(folder.join(place_of(file))).unwrap();
        assert_eq!(read(at("again")), read(at("data")));
    }
    assert!(run(&["doctor"], &at("again")).0);

    let spoil = |folder: PathBuf, file: FileId| {
        let path = folder.join(place_of(file));
        let mut bytes = fs::read(&path).unwrap();
        bytes[100] ^= 1;
        fs::write(path, bytes).unwrap();
    };
    spoil(at("copy"), portrait);
    let (well, said) = run(&["restore", at("copy").to_str().unwrap()], &at("third"));
    assert!(!well && said.contains("is damaged"), "{said}");

    fs::remove_file(at("again").join(place_of(idle))).unwrap();
    assert!(run(&["doctor"], &at("again")).0, "nothing names it");
    spoil(at("again"), portrait);
    let (well, said) = run(&["doctor"], &at("again"));
    assert!(!well && said.contains(&format!("{portrait} does not fit")), "{said}");
    let (well, said) = run(&["backup", at("fourth").to_str().unwrap()], &at("again"));
    assert!(!well && said.contains("is damaged"), "a backup does not pass on what is spoilt: {said}");
    fs::remove_file(at("again").join(place_of(portrait))).unwrap();
    let (well, said) = run(&["doctor"], &at("again"));
    assert!(!well && said.contains(&format!("{portrait} is missing")), "{said}");
}

/// The journal's tip of each room, as `verify` prints it: room, entries, digest.
fn tips(folder: &Path, nowhere: &Path) -> Vec<(String, u32, String)> {
    let (well, said) = run(&["verify", folder.to_str().unwrap()], nowhere);
    assert!(well && said.contains("flaws: none"), "{said}");
    let tip = |line: &str| {
        let words: Vec<&str> = line.split_whitespace().collect();
        let at = words.iter().position(|word| *word == "tip")?;
        Some((words[0].to_owned(), words[2].parse().unwrap(), words[at + 1].to_owned()))
    };
    said.lines().filter_map(tip).collect()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_backup_taken_under_load_restores_to_a_prefix_with_every_earlier_acknowledgement() {
    let (house, ledger, place) = (busy().await, Arc::new(Ledger::default()), TempDir::new().unwrap());
    let at = |name: &str| place.path().join(name);
    let (told, port) = watch::channel(None);
    let server = Server::start(house.folder.path());
    told.send_replace(Some(server.port));
    let people = clients::start(&house, &port, &ledger);
    while ledger.counts().iter().any(|count| *count < 50) {
        sleep(Duration::from_millis(5)).await;
    }
    let (before, [asked, ..], data, copy) =
        (ledger.so_far(), ledger.counts(), house.folder.path().to_owned(), at("copy"));
    let (well, said) = spawn_blocking(move || run(&["backup", copy.to_str().unwrap()], &data)).await.unwrap();
    assert!(well, "{said}");
    assert!(ledger.counts()[0] > asked, "nobody asked meanwhile");
    sleep(Duration::from_millis(100)).await;
    ledger.close();
    people.join_all().await;
    server.stop();

    let (well, said) = run(&["restore", at("copy").to_str().unwrap()], &at("again"));
    assert!(well, "{said}");
    let restored = tips(&at("again"), &at("none"));
    assert_eq!(restored, tips(&at("copy"), &at("none")));
    assert!(restored.len() > 1 && restored.iter().any(|(room, ..)| *room == house.code), "{restored:?}");
    let database = house.folder.path().join("wenzheng.db");
    let mut original = SqliteConnectOptions::new().filename(database).connect().await.unwrap();
    for (room, entries, tip) in &restored {
        let sql = "SELECT count(*) FROM entries WHERE staff_at = $1 AND digest = $2";
        let held: i64 = sqlx::query_scalar(sql).bind(entries).bind(tip).fetch_one(&mut original).await.unwrap();
        assert_eq!(held, 1, "{room} ends at {entries} with an entry that was never written");
    }
    let room = house.room.to_string();
    assert_eq!(before.kept(&at("again"), &room).await, Ok(()));
    assert!(run(&["doctor"], &at("again")).0);
    assert!(run(&["rebuild"], &at("again")).0);
    assert_eq!(before.kept(&at("again"), &room).await, Ok(()), "after rebuilding");
    // Control: the backup is no copy of what came later.
    assert!(ledger.so_far().kept(&at("again"), &room).await.is_err());
}
