//! The floor under every durable write: how long this disk takes to keep 4 KiB.

use anyhow::{Context, Result};
use hdrhistogram::Histogram;
use std::{
    fs::{self, File},
    io::{Seek, SeekFrom, Write},
    path::{Path, PathBuf},
    time::{Duration, Instant},
};

const BLOCK: [u8; 4_096] = [0x5a; 4_096];
/// The file is written round and round, as a write-ahead log is.
const BLOCKS: u64 = 256;
const WRITES: usize = 400;
const AT_MOST: Duration = Duration::from_secs(3);

/// Times of write and fdatasync.
pub struct Disk {
    times: Histogram<u64>,
}

impl Disk {
    /// Nothing yet.
    ///
    /// # Errors
    /// Never in practice: the bounds are sound.
    pub fn new() -> Result<Disk> {
        Ok(Disk { times: Histogram::new_with_bounds(1, 60_000_000, 3)? })
    }

    /// Writes and syncs 400 times or for 3 s in a file of its own, which is then removed.
    ///
    /// # Errors
    /// When the folder cannot be written.
    pub fn measure(&mut self, folder: &Path) -> Result<()> {
        let path = folder.join(format!("fsync-floor-{}", std::process::id()));
        let measured = self.write(&path).with_context(|| format!("fsync in {}", folder.display()));
        fs::remove_file(&path).or_else(|error| if path.exists() { Err(error) } else { Ok(()) })?;
        measured
    }

    fn write(&mut self, path: &PathBuf) -> Result<()> {
        let mut file = File::create(path)?;
        (0..BLOCKS).try_for_each(|_| file.write_all(&BLOCK))?;
        file.sync_all()?;
        let started = Instant::now();
        for nth in (0..BLOCKS).cycle().take(WRITES) {
            let began = Instant::now();
            file.seek(SeekFrom::Start(nth * BLOCK.len() as u64))?;
            file.write_all(&BLOCK)?;
            file.sync_data()?;
            self.times.saturating_record(u64::try_from(began.elapsed().as_micros())?.max(1));
            if started.elapsed() > AT_MOST {
                break;
            }
        }
        Ok(())
    }

    /// The time under which this share stays, in ms.
    pub fn ms_at(&self, share: f64) -> f64 {
        self.times.value_at_quantile(share) as f64 / 1_000.0
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used)]
    use super::*;

    #[test]
    fn it_is_timed_and_leaves_nothing_behind() {
        let folder = std::env::temp_dir().join(format!("floor-test-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let mut disk = Disk::new().unwrap();
        disk.measure(&folder).unwrap();
        assert!(disk.ms_at(0.5) > 0.0 && disk.ms_at(0.5) <= disk.ms_at(0.99));
        assert_eq!(fs::read_dir(&folder).unwrap().count(), 0);
        fs::remove_dir(&folder).unwrap();
        assert!(disk.measure(&folder).is_err());
    }
}
