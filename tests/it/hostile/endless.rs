//! Answers that come to no end.

use std::io::Write;

use super::FEED;
use super::packed::{EMPTY_BLOCK, EMPTY_GZIP, NAMED_GZIP, gzip};
use super::server::{Asked, Wire, head, whole};
use super::table::{CUT, Case, GARBLED, HEADERS, LARGE, PACKING, ROUNDABOUT, SLOW, UNTRUSTED};

#[expect(clippy::too_many_lines, reason = "a row for each case")]
pub(super) fn cases() -> Vec<Case> {
    let then = |first: Vec<u8>, more: Vec<u8>| {
        move |wire: &mut Wire, _: &Asked| {
            wire.write_all(&first)?;
            wire.endless(&more)
        }
    };
    let slowly = |first: Vec<u8>, more: Vec<u8>| {
        move |wire: &mut Wire, _: &Asked| {
            wire.write_all(&first)?;
            wire.drip(&more)
        }
    };
    let items = b"<item><title>a</title></item>".to_vec();
    let chunks = "transfer-encoding: chunked\r\n";
    let start = |headers: &str| head("200 OK", headers);
    vec![
        Case::does("endless without a length", then(start(""), items.clone()), LARGE),
        Case::does("endless with a length", then(start("content-length: 999999999999\r\n"), items.clone()), LARGE),
        Case::does("endless chunks", then(start(chunks), chunk(&[b'x'; 4096])), LARGE),
        Case::does("endless tiny chunks", then(start(chunks), chunk(b"<item/>    ".repeat(8).as_slice())), LARGE),
        Case::does(
            "endless headers",
            then(
                start("").split_last().map_or(Vec::new(), |(_, rest)| rest[..rest.len() - 1].to_vec()),
                b"x: y\r\n".to_vec(),
            ),
            HEADERS,
        ),
        Case::does("an endless header", then(b"HTTP/1.1 200 OK\r\nx: ".to_vec(), b"y".to_vec()), HEADERS),
        Case::does("an endless first line", then(b"HTTP/1.1 200 ".to_vec(), b"y".to_vec()), HEADERS),
        Case::does("an endless size of a chunk", then(start(chunks), b"0".to_vec()), SLOW),
        Case::does(
            "an endless word about a chunk",
            then([start(chunks), b"5;a=".to_vec()].concat(), b"y".to_vec()),
            SLOW,
        ),
        Case::does(
            "endless trailers",
            then([start(chunks), chunk(FEED.as_bytes()), b"0\r\n".to_vec()].concat(), b"x: y\r\n".to_vec()),
            SLOW,
        ),
        Case {
            or: Some(SLOW),
            ..Case::does("endless hints", then(Vec::new(), b"HTTP/1.1 103 Early\r\n\r\n".to_vec()), HEADERS)
        },
        Case {
            or: Some(SLOW),
            ..Case::does(
                "endless permission to go on",
                then(Vec::new(), b"HTTP/1.1 100 Continue\r\n\r\n".to_vec()),
                HEADERS,
            )
        },
        Case::does(
            "endless packed nothing",
            then([start("content-encoding: gzip\r\n"), EMPTY_GZIP.to_vec()].concat(), EMPTY_BLOCK.to_vec()),
            SLOW,
        ),
        Case::does("endless packed files of nothing", then(start("content-encoding: gzip\r\n"), gzip(b"")), SLOW),
        Case::does(
            "an endless packed name",
            then([start("content-encoding: gzip\r\n"), NAMED_GZIP.to_vec()].concat(), b"x".to_vec()),
            PACKING,
        ),
        Case::does("an endless error", then(head("500 No", ""), b"x".to_vec()), "its host has trouble (500)"),
        Case::does("an endless redirect", then(head("302 Found", "location: /\r\n"), b"x".to_vec()), ROUNDABOUT),
        Case::does("never a word", |wire, _| wire.hang(), SLOW),
        Case::does(
            "a hang after the headers",
            move |wire, _| {
                wire.write_all(&head("200 OK", "content-length: 99\r\n"))?;
                wire.hang()
            },
            SLOW,
        ),
        Case::does(
            "a hang in the middle",
            move |wire, _| {
                wire.write_all(&head("200 OK", ""))?;
                wire.write_all(b"<rss><channel>")?;
                wire.hang()
            },
            SLOW,
        ),
        Case::does(
            "a hang in the headers",
            |wire, _| {
                wire.write_all(b"HTTP/1.1 200 OK\r\nx: y\r\n")?;
                wire.hang()
            },
            SLOW,
        ),
        Case::does(
            "a hang after a redirect",
            |wire, asked| {
                if asked.path == "/" {
                    wire.write_all(&whole("302 Found", "location: /there\r\n", ""))
                } else {
                    wire.hang()
                }
            },
            SLOW,
        ),
        Case::does(
            "a hang in a packed body",
            move |wire, _| {
                wire.write_all(&head("200 OK", "content-encoding: gzip\r\n"))?;
                wire.write_all(EMPTY_GZIP)?;
                wire.hang()
            },
            SLOW,
        ),
        Case::does("dripping headers", slowly(b"HTTP/1.1 200 OK\r\n".to_vec(), b"x: y\r\n".to_vec()), SLOW),
        Case::does("a dripping body", slowly(start("content-length: 99999\r\n"), items.clone()), SLOW),
        Case::does("dripping chunks", slowly(start(chunks), chunk(b"<item/>")), SLOW),
        Case::does("a dripping first line", slowly(Vec::new(), b"H".to_vec()), GARBLED),
        Case::deaf("a secure host that never says a word", Wire::hang, SLOW),
        Case::deaf("a secure host that says no", |wire| wire.write_all(&[21, 3, 3, 0, 2, 2, 40]), UNTRUSTED),
        Case::deaf(
            "plain words where it should be secure",
            |wire| wire.write_all(&whole("200 OK", "", FEED)),
            UNTRUSTED,
        ),
        Case::deaf("a secure host that hangs up", |_| Ok(()), CUT),
        Case::deaf("a secure host that talks nonsense", |wire| wire.endless(&[0x16, 3, 3, 0x40, 0, 0xff]), UNTRUSTED),
        Case::deaf("a secure host that drips", |wire| wire.drip(&[0x16]), UNTRUSTED),
        Case::deaf(
            "no waiting for a question",
            |wire| {
                wire.write_all(&whole("200 OK", "", FEED))?;
                wire.hang()
            },
            "fresh",
        )
        .at("http://127.0.0.1:PORT/"),
    ]
}

fn chunk(bytes: &[u8]) -> Vec<u8> {
    [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat()
}
