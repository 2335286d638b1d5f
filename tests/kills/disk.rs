//! The real binary on a disk that fails to sync or is full, by a library laid under its system calls.

use crate::{
    clients,
    furnished::furnished,
    ledger::Ledger,
    server::{Server, command},
};
use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    sync::Arc,
    time::Duration,
};
use tempfile::TempDir;
use tokio::{
    sync::watch,
    task::{JoinSet, spawn_blocking},
    time::{sleep, timeout},
};

/// More than any machine needs for what is waited for.
const PATIENCE: Duration = Duration::from_secs(60);

/// The switch: files in a folder are orders to the library.
struct Disk {
    orders: TempDir,
}

impl Disk {
    fn new() -> Disk {
        let orders = tempfile::tempdir().unwrap();
        let compiler = std::env::var("CC").unwrap_or_else(|_| "cc".into());
        let source = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/kills/disk.c");
        let library = orders.path().join("disk.so");
        let built = Command::new(compiler).args(["-shared", "-fPIC", "-O1", "-o"]).arg(&library).arg(source).output();
        let built = built.expect("a C compiler");
        assert!(built.status.success(), "{}", String::from_utf8_lossy(&built.stderr));
        Disk { orders }
    }

    fn at(&self, name: &str) -> PathBuf {
        self.orders.path().join(name)
    }

    /// `wenzheng serve` on this disk.
    fn under(&self, folder: &Path) -> Command {
        let mut command = command(folder);
        command.env("LD_PRELOAD", self.at("disk.so")).env("DISK_ORDERS", self.orders.path());
        command.env("DISK_UNDER", folder.canonicalize().unwrap());
        command
    }

    fn order(&self, what: &str) {
        fs::write(self.at(what), "").unwrap();
    }

    fn lift(&self, what: &str) {
        fs::remove_file(self.at(what)).unwrap();
    }

    /// Whether it ever stood in the way; forgets it.
    fn refused(&self) -> bool {
        fs::remove_file(self.at("refused")).is_ok()
    }
}

/// Waits until everybody got this many more acknowledgements.
async fn grows(ledger: &Ledger, by: usize) {
    let before = ledger.counts();
    let grown = async {
        while ledger.counts().iter().zip(before).any(|(now, before)| *now < before + by) {
            sleep(Duration::from_millis(5)).await;
        }
    };
    timeout(PATIENCE, grown).await.expect("acknowledgements go on");
}

async fn finish(ledger: &Ledger, people: JoinSet<()>) {
    ledger.close();
    timeout(PATIENCE, people.join_all()).await.expect("everybody ends");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_failed_sync_is_never_acknowledged_and_ends_the_process() {
    let (house, disk, ledger) = (furnished().await, Disk::new(), Arc::new(Ledger::default()));
    let (told, port) = watch::channel(None);
    let mut command = disk.under(house.folder.path());
    let mut server = Server::of(command.stderr(Stdio::piped()));
    told.send_replace(Some(server.port));
    let people = clients::start(&house, &port, &ledger);
    grows(&ledger, 5).await;
    assert!(!disk.refused(), "nothing was ordered yet");
    disk.order("sync-fails");
    let (status, said) = spawn_blocking(move || server.ended(PATIENCE)).await.unwrap();
    told.send_replace(None);
    assert!(disk.refused(), "the library was not asked");
    assert!(!status.success() && status.code().is_some(), "it must end by itself and not well: {status}");
    assert!(said.contains("can no longer be written"), "{said}");
    assert_eq!(ledger.kept(&house).await, Ok(()), "what was acknowledged is there");
    disk.lift("sync-fails");
    let server = Server::of(&mut disk.under(house.folder.path()));
    told.send_replace(Some(server.port));
    grows(&ledger, 5).await;
    finish(&ledger, people).await;
    server.kill();
    assert_eq!(ledger.kept(&house).await, Ok(()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_full_disk_refuses_writes_serves_readers_and_heals_by_itself() {
    let (house, disk, ledger) = (furnished().await, Disk::new(), Arc::new(Ledger::default()));
    let (told, port) = watch::channel(None);
    let server = Server::of(&mut disk.under(house.folder.path()));
    told.send_replace(Some(server.port));
    let people = clients::start(&house, &port, &ledger);
    let base = format!("http://127.0.0.1:{}", server.port);
    let room = format!("{base}/r/{}", house.code);
    for _ in 0..3 {
        grows(&ledger, 3).await;
        disk.order("full");
        let refusal = refusal(&base, &house.code).await;
        assert_eq!(refusal["code"], "storage-full", "{refusal}");
        assert!(disk.refused(), "the library was not asked");
        // What the disk had already taken may still be on its way out.
        let full = ledger.counts();
        for _ in 0..10 {
            assert_eq!(reqwest::get(&room).await.unwrap().status(), 200, "reading goes on");
        }
        let late: usize = ledger.counts().iter().zip(full).map(|(now, before)| now - before).sum();
        assert!(late <= 8, "{late} acknowledgements while the disk was full");
        disk.lift("full");
    }
    grows(&ledger, 3).await;
    finish(&ledger, people).await;
    server.kill();
    assert_eq!(ledger.kept(&house).await, Ok(()));
}

/// The control: without the library underneath, the same orders stand in nobody's way.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn without_the_library_the_orders_mean_nothing() {
    let (house, disk, ledger) = (furnished().await, Disk::new(), Arc::new(Ledger::default()));
    let (told, port) = watch::channel(None);
    let server = Server::of(disk.under(house.folder.path()).env_remove("LD_PRELOAD"));
    told.send_replace(Some(server.port));
    disk.order("sync-fails");
    disk.order("full");
    let people = clients::start(&house, &port, &ledger);
    grows(&ledger, 5).await;
    assert!(!disk.refused());
    finish(&ledger, people).await;
    server.kill();
}

/// What somebody is told whose question finds no room on the disk.
async fn refusal(base: &str, code: &str) -> serde_json::Value {
    let request = reqwest::Client::new().post(format!("{base}/api/v1/rooms/{code}/commands"));
    let command = serde_json::json!({"type": "ask", "text": "没有地方了"});
    let answer = request.header("idempotency-key", "full").json(&command).send().await.unwrap();
    assert_eq!(answer.status(), 503);
    answer.json().await.unwrap()
}
