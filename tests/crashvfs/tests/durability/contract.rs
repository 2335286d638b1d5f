//! The VFS called as SQLite calls it, for what SQL does not show.

use std::ffi::{CString, c_char, c_int};
use std::fs;
use std::path::Path;
use std::ptr;

use libsqlite3_sys::*;

use crate::place::Place;

/// One database file opened on a VFS, without SQLite's pager.
struct Raw {
    vfs: *mut sqlite3_vfs,
    name: *const c_char,
    /// Eight-byte words, as the VFS asks for an aligned place of its size.
    file: Vec<u64>,
}

impl Raw {
    fn open(vfs: &str, path: &Path) -> Self {
        let vfs = CString::new(vfs).unwrap();
        let path = CString::new(path.to_str().unwrap()).unwrap();
        let flags = SQLITE_OPEN_MAIN_DB | SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE;
        // SAFETY: the name is SQLite's own kind, the place is as large as the VFS asks.
        unsafe {
            let vfs = sqlite3_vfs_find(vfs.as_ptr());
            let empty = c"".as_ptr();
            let name = sqlite3_create_filename(path.as_ptr(), empty, empty, 0, ptr::null_mut());
            let mut raw = Self { vfs, name, file: vec![0; (*vfs).szOsFile as usize / 8 + 1] };
            let code = (*vfs).xOpen.unwrap()(vfs, name, raw.at(), flags, ptr::null_mut());
            assert_eq!(code, SQLITE_OK);
            raw
        }
    }

    fn at(&mut self) -> *mut sqlite3_file {
        self.file.as_mut_ptr().cast()
    }

    fn methods(&mut self) -> &'static sqlite3_io_methods {
        // SAFETY: `open` succeeded; the table of methods is static.
        unsafe { &*(*self.at()).pMethods }
    }

    fn write(&mut self, offset: i64, bytes: &[u8]) -> c_int {
        let (start, amount) = (bytes.as_ptr().cast(), bytes.len() as c_int);
        unsafe { self.methods().xWrite.unwrap()(self.at(), start, amount, offset) }
    }

    fn truncate(&mut self, size: i64) -> c_int {
        unsafe { self.methods().xTruncate.unwrap()(self.at(), size) }
    }

    fn sync(&mut self) -> c_int {
        unsafe { self.methods().xSync.unwrap()(self.at(), SQLITE_SYNC_FULL) }
    }

    fn length(&mut self) -> i64 {
        let mut size = -1;
        let code = unsafe { self.methods().xFileSize.unwrap()(self.at(), &mut size) };
        assert_eq!(code, SQLITE_OK);
        size
    }

    fn read(&mut self, offset: i64, amount: usize) -> (c_int, Vec<u8>) {
        let mut bytes = vec![0xff; amount];
        let start = bytes.as_mut_ptr().cast();
        let read = self.methods().xRead.unwrap();
        (unsafe { read(self.at(), start, amount as c_int, offset) }, bytes)
    }

    fn exists(&self) -> bool {
        let mut found = -1;
        let access = unsafe { (*self.vfs).xAccess.unwrap() };
        let code = unsafe { access(self.vfs, self.name, SQLITE_ACCESS_EXISTS, &mut found) };
        assert_eq!(code, SQLITE_OK);
        found == 1
    }

    fn delete(&self) -> c_int {
        unsafe { (*self.vfs).xDelete.unwrap()(self.vfs, self.name, 1) }
    }
}

impl Drop for Raw {
    fn drop(&mut self) {
        let close = self.methods().xClose.unwrap();
        unsafe {
            close(self.at());
            sqlite3_free_filename(self.name);
        }
    }
}

#[tokio::test]
async fn length_and_existence_are_those_that_readers_see() {
    let place = Place::new("contract-length").await;
    let path = place.file("raw");
    let mut raw = Raw::open("contract-length", &path);
    assert!(!raw.exists(), "an empty file stands for none");
    assert_eq!(raw.write(2, b"abc"), SQLITE_OK);
    assert_eq!((raw.length(), raw.exists(), place.length("raw")), (5, true, 0));
    assert_eq!(raw.read(0, 4), (SQLITE_OK, b"\0\0ab".to_vec()));
    assert_eq!(raw.read(4, 3), (SQLITE_IOERR_SHORT_READ, b"c\0\0".to_vec()));
    assert_eq!(raw.sync(), SQLITE_OK);
    assert_eq!(raw.truncate(0), SQLITE_OK);
    assert_eq!((raw.length(), raw.exists(), place.length("raw")), (0, false, 5));
    place.switch.crash(None);
    assert_eq!(fs::read(path).unwrap(), b"\0\0abc", "the truncation was not synced");
}

#[tokio::test]
async fn a_deleted_file_takes_its_unsynced_bytes_along() {
    let place = Place::new("contract-delete").await;
    let path = place.file("raw");
    let mut raw = Raw::open("contract-delete", &path);
    assert_eq!(raw.write(0, b"old"), SQLITE_OK);
    assert_eq!(raw.delete(), SQLITE_OK);
    // the name is free again before the old file is closed, as after an unlink
    let mut next = Raw::open("contract-delete", &path);
    assert_eq!((next.length(), next.exists()), (0, false));
    assert_eq!(next.write(0, b"n"), SQLITE_OK);
    assert_eq!(next.read(0, 1), (SQLITE_OK, b"n".to_vec()));
}

#[tokio::test]
async fn the_fuse_counts_changes_and_burns_once() {
    let place = Place::new("contract-fuse").await;
    let path = place.file("raw");
    let mut raw = Raw::open("contract-fuse", &path);
    place.switch.crash_after(2, None);
    assert_eq!(raw.write(0, b"aa"), SQLITE_OK);
    assert_eq!(raw.sync(), SQLITE_OK);
    assert_eq!(raw.write(2, b"b"), SQLITE_IOERR_WRITE);
    assert_eq!(raw.sync(), SQLITE_IOERR_FSYNC);
    assert_eq!(raw.delete(), SQLITE_IOERR_DELETE);
    place.switch.revive();
    let mut next = Raw::open("contract-fuse", &path);
    assert_eq!(next.read(0, 2), (SQLITE_OK, b"aa".to_vec()));
    assert_eq!((next.length(), next.write(2, b"b"), next.sync()), (2, SQLITE_OK, SQLITE_OK));
    assert_eq!(fs::read(path).unwrap(), b"aab");
}
