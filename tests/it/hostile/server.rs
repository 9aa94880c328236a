//! A server on plain sockets of this machine that does what a case says, byte by byte, and counts what it got rid of.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

/// A request as it came in: its path, and its headers in lower case.
pub(super) struct Asked {
    pub(super) path: String,
    pub(super) headers: String,
}

/// A connection that counts.
pub(super) struct Wire {
    stream: TcpStream,
    sent: Arc<AtomicUsize>,
}

impl Wire {
    /// Says nothing until the other side gives up.
    pub(super) fn hang(&mut self) -> std::io::Result<()> {
        std::io::copy(&mut self.stream, &mut std::io::sink()).map(drop)
    }

    /// The same bytes again and again, until the other side gives up.
    pub(super) fn endless(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        let many = bytes.repeat((1 << 16) / bytes.len().max(1) + 1);
        loop {
            self.write_all(&many)?;
        }
    }

    /// The bytes one by one with a little time between them, until the other side gives up.
    pub(super) fn drip(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.stream.set_read_timeout(Some(Duration::from_millis(5)))?;
        for byte in bytes.iter().cycle() {
            self.write_all(&[*byte])?;
            if matches!(self.stream.read(&mut [0; 64]), Ok(0)) {
                break;
            }
        }
        Ok(())
    }
}

impl Write for Wire {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        let written = self.stream.write(bytes)?;
        self.sent.fetch_add(written, Ordering::SeqCst);
        Ok(written)
    }

    fn flush(&mut self) -> std::io::Result<()> {
        self.stream.flush()
    }
}

/// What a server does with a connection.
pub(super) type Deed = Arc<dyn Fn(&mut Wire, &Asked) -> std::io::Result<()> + Send + Sync>;

/// What a server does that waits for no question.
pub(super) type Word = Arc<dyn Fn(&mut Wire) -> std::io::Result<()> + Send + Sync>;

/// A server for as long as the test runs.
pub(super) struct Server {
    pub(super) port: u16,
    sent: Arc<AtomicUsize>,
    asked: Arc<AtomicUsize>,
}

impl Server {
    /// One that does `deed` with each connection, once a request stands in it whole.
    pub(super) fn new(deed: Deed) -> Self {
        Self::start(move |wire| {
            let mut reader = BufReader::new(wire.stream.try_clone()?);
            let (mut first, mut headers) = (String::new(), String::new());
            reader.read_line(&mut first)?;
            while reader.read_line(&mut headers)? > 2 {}
            let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
            deed(wire, &Asked { path, headers: headers.to_ascii_lowercase() })
        })
    }

    /// One that does not wait for a request in plain words.
    pub(super) fn deaf(deed: impl Fn(&mut Wire) -> std::io::Result<()> + Send + Sync + 'static) -> Self {
        Self::start(deed)
    }

    /// One that always sends the same bytes.
    pub(super) fn sends(bytes: Vec<u8>) -> Self {
        Self::new(Arc::new(move |wire, _| wire.write_all(&bytes)))
    }

    fn start(deed: impl Fn(&mut Wire) -> std::io::Result<()> + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|why| panic!("{why}"));
        let port = listener.local_addr().map_or(0, |address| address.port());
        let (sent, asked) = (Arc::<AtomicUsize>::default(), Arc::<AtomicUsize>::default());
        let (counts, counted) = (Arc::clone(&sent), Arc::clone(&asked));
        let deed = Arc::new(deed);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                counted.fetch_add(1, Ordering::SeqCst);
                let (deed, mut wire) = (Arc::clone(&deed), Wire { stream, sent: Arc::clone(&counts) });
                thread::spawn(move || deed(&mut wire));
            }
        });
        Self { port, sent, asked }
    }

    /// How many bytes it got rid of so far.
    pub(super) fn sent(&self) -> usize {
        self.sent.load(Ordering::SeqCst)
    }

    /// How often it was asked so far.
    pub(super) fn asked(&self) -> usize {
        self.asked.load(Ordering::SeqCst)
    }
}

/// An answer with its right length.
pub(super) fn whole(status: &str, headers: &str, body: impl AsRef<[u8]>) -> Vec<u8> {
    let body = body.as_ref();
    let mut bytes = head(status, &format!("content-length: {}\r\n{headers}", body.len()));
    bytes.extend_from_slice(body);
    bytes
}

/// What stands before the body.
pub(super) fn head(status: &str, headers: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\nconnection: close\r\n{headers}\r\n").into_bytes()
}
