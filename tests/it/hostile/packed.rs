//! Packed bodies: small ones that become large, and broken ones.

use std::io::Write;

use flate2::Compression;
use flate2::write::GzEncoder;

/// The feed of [`super::FEED`] in brotli.
const FEED_IN_BROTLI: &str = "1b660010ac0a787307e54654659c51714ef97cd43c315461534e06267dcae6ea252d4f5c78aa8d4e2707784\
                              03edc7eb0a8206fcb2927 65691c24017e5ffef0ef4217a986aec31ba3410137c68ad61e";
/// 64 MB of blanks in 53 bytes.
const BOMB_IN_BROTLI: &str = "cfffff7ff82540e2b14020f7fe9ffffffff04b00c4610180eefd3fffffffe197008\
                              8c32200ddfbfffcffffc72f0110870500baf7ff";

fn bytes(hex: &str) -> Vec<u8> {
    let digits: Vec<u8> =
        hex.bytes().filter_map(|byte| char::from(byte).to_digit(16)).map(|digit| digit as u8).collect();
    digits.chunks(2).map(|pair| pair.iter().fold(0, |byte, digit| byte * 16 + digit)).collect()
}

pub(super) fn brotli_feed() -> Vec<u8> {
    bytes(FEED_IN_BROTLI)
}

pub(super) fn brotli_bomb() -> Vec<u8> {
    bytes(BOMB_IN_BROTLI)
}

pub(super) fn gzip(body: &[u8]) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    packer.write_all(body).and_then(|()| packer.finish()).unwrap_or_else(|why| panic!("{why}"))
}

/// As many megabytes of one letter.
pub(super) fn gzip_bomb(megabytes: usize) -> Vec<u8> {
    let mut packer = GzEncoder::new(Vec::new(), Compression::fast());
    let blanks = vec![b' '; 1 << 20];
    for _ in 0..megabytes {
        packer.write_all(&blanks).unwrap_or_else(|why| panic!("{why}"));
    }
    packer.finish().unwrap_or_else(|why| panic!("{why}"))
}

/// The first bytes of a packed body that never says anything: blocks with nothing in them may follow without end.
pub(super) const EMPTY_GZIP: &[u8] = &[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3];
/// A stored block with nothing in it, not the last one.
pub(super) const EMPTY_BLOCK: &[u8] = &[0, 0, 0, 0xff, 0xff];
/// A packed body whose name of a file never ends.
pub(super) const NAMED_GZIP: &[u8] = &[0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 3];
