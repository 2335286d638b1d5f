//! Data folders that cannot be used: the start is refused, in words that say why.

use std::{
    fs::{self, Permissions},
    io::Write,
    os::unix::{fs::PermissionsExt, process::CommandExt},
    path::Path,
    process::Command,
};
use tempfile::TempDir;
use wenzheng::store::{Db, OpenOptions};

/// Nobody, as Debian numbers them.
const NOBODY: u32 = 65_534;
/// Names the folder to the copy of this test that runs as an ordinary user.
const FOLDER: &str = "WENZHENG_TEST_FOLDER";

async fn refusal(folder: &Path) -> String {
    Db::open(&OpenOptions::new(folder)).await.err().expect("it must not open").to_string()
}

async fn used() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&OpenOptions::new(folder.path())).await.unwrap();
    db.close().await;
    folder
}

#[tokio::test]
async fn a_folder_in_use_is_refused_until_it_is_free() {
    let folder = tempfile::tempdir().unwrap();
    let db = Db::open(&OpenOptions::new(folder.path())).await.unwrap();
    let said = refusal(folder.path()).await;
    assert!(said.contains("another process") && said.contains(&folder.path().display().to_string()), "{said}");
    db.close().await;
    drop(db);
    Db::open(&OpenOptions::new(folder.path())).await.unwrap();
}

#[tokio::test]
async fn what_is_no_folder_or_no_database_is_refused() {
    let place = tempfile::tempdir().unwrap();
    fs::write(place.path().join("file"), "x").unwrap();
    let said = refusal(&place.path().join("file")).await;
    assert!(said.contains("cannot create the data folder"), "{said}");

    let folder = used().await;
    fs::write(folder.path().join("wenzheng.db"), "this is a letter, not a database".repeat(200)).unwrap();
    let said = refusal(folder.path()).await;
    assert!(said.contains("not a database"), "{said}");
}

#[tokio::test]
async fn a_database_of_a_newer_binary_is_refused() {
    let folder = used().await;
    let mut connection = crate::tables::connect(folder.path()).await;
    let newer = "INSERT INTO _sqlx_migrations (version, description, success, checksum, execution_time)
                 VALUES (999, 'from the future', 1, x'00', 0)";
    sqlx::query(newer).execute(&mut connection).await.unwrap();
    sqlx::Connection::close(connection).await.unwrap();
    let said = refusal(folder.path()).await;
    assert!(said.contains("cannot be brought up to date") && said.contains("999"), "{said}");
}

/// Opens the folder as an ordinary user and returns what that user was told.
fn told_to_an_ordinary_user(folder: &Path) -> String {
    // The test binary may lie where nobody else may look.
    let place = tempfile::tempdir().unwrap();
    fs::set_permissions(place.path(), Permissions::from_mode(0o755)).unwrap();
    let binary = place.path().join("durability");
    fs::copy(std::env::current_exe().unwrap(), &binary).unwrap();
    let mut child = Command::new(binary);
    child.args(["--exact", "folders::opens_the_named_folder", "--ignored", "--nocapture"]).env(FOLDER, folder);
    if fs::metadata("/proc/self").is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
        child.uid(NOBODY).gid(NOBODY);
    }
    let output = child.current_dir("/").output().unwrap();
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// Not a test of its own: what `told_to_an_ordinary_user` runs.
#[tokio::test]
#[ignore = "run by the tests above it as another user"]
async fn opens_the_named_folder() {
    let folder = std::env::var(FOLDER).expect("a folder to open");
    let outcome = match Db::open(&OpenOptions::new(folder)).await {
        Ok(_) => "OPENED".to_owned(),
        Err(error) => format!("REFUSED {error}"),
    };
    writeln!(std::io::stdout(), "{outcome}").unwrap();
}

#[tokio::test]
async fn a_folder_or_file_that_may_only_be_read_is_refused() {
    let mode = |path: &Path, mode| fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
    let folder = used().await;
    mode(folder.path(), 0o777);
    for file in fs::read_dir(folder.path()).unwrap().flatten() {
        mode(&file.path(), 0o666);
    }
    // The control: where everything may be written, the same user opens it.
    assert!(told_to_an_ordinary_user(folder.path()).contains("OPENED"));

    mode(&folder.path().join("wenzheng.db"), 0o444);
    let said = told_to_an_ordinary_user(folder.path());
    assert!(said.contains("REFUSED") && said.contains("readonly database"), "{said}");
    mode(&folder.path().join("wenzheng.db"), 0o600);
    let said = told_to_an_ordinary_user(folder.path());
    if fs::metadata(folder.path()).is_ok_and(|own| std::os::unix::fs::MetadataExt::uid(&own) == 0) {
        assert!(said.contains("REFUSED") && said.contains("wenzheng.db"), "{said}");
    }
    mode(&folder.path().join("wenzheng.db"), 0o666);

    fs::remove_file(folder.path().join("lock")).unwrap();
    mode(folder.path(), 0o555);
    let said = told_to_an_ordinary_user(folder.path());
    assert!(said.contains("REFUSED cannot write to the data folder"), "{said}");
    mode(folder.path(), 0o755);
}
