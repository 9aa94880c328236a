//! What a case is: what a server does, and how a visit to it ends.

use std::sync::Arc;

use super::server::{Asked, Deed, Wire, Word, whole};

pub(super) const SLOW: &str = "it did not answer in time";
pub(super) const CUT: &str = "it stopped in the middle of its answer";
pub(super) const LARGE: &str = "it is larger than 10 MB";
pub(super) const GARBLED: &str = "what it answers cannot be read";
pub(super) const PACKING: &str = "what it packed cannot be unpacked";
pub(super) const HEADERS: &str = "its answer has too many headers";
pub(super) const ASTRAY: &str = "it sends us to something that is no web page";
pub(super) const ROUNDABOUT: &str = "it sends us from place to place";
pub(super) const PRIVATE: &str = "it leads into your own network, and you did not write that address yourself";
pub(super) const UNTRUSTED: &str = "its certificate cannot be trusted";
pub(super) const NO_FEED: &str = "it holds no feed";
pub(super) const PAGE: &str = "it is a web page, not a feed";
pub(super) const EMPTY: &str = "it is empty";
pub(super) const BARRED: &str = "it does not let us in";
pub(super) const LOGIN: &str = "it asks for a name and password";
pub(super) const PAUSE: &str = "it asks for a pause";

/// What a host does.
pub(super) enum Host {
    /// Always the same bytes.
    Sends(Vec<u8>),
    /// What the request makes it do.
    Does(Deed),
    /// Something without waiting for a request.
    Deaf(Word),
}

/// A case.
pub(super) struct Case {
    pub(super) name: &'static str,
    pub(super) host: Host,
    /// `PORT` stands for that of the server.
    pub(super) address: &'static str,
    pub(super) written: bool,
    /// The tag of what is here already.
    pub(super) tag: &'static str,
    /// How it ends.
    pub(super) ends: &'static str,
    /// How else it may end, where that hangs on which of two sides is faster.
    pub(super) or: Option<&'static str>,
    /// For how many seconds the host is to be left alone.
    pub(super) wait: Option<i64>,
    /// How often the server is asked, where it matters.
    pub(super) asked: Option<usize>,
}

impl Case {
    pub(super) fn new(name: &'static str, host: Host, ends: &'static str) -> Self {
        let address = "http://127.0.0.1:PORT/";
        Self { name, host, address, written: true, tag: "", ends, or: None, wait: None, asked: None }
    }

    pub(super) fn sends(name: &'static str, bytes: Vec<u8>, ends: &'static str) -> Self {
        Self::new(name, Host::Sends(bytes), ends)
    }

    pub(super) fn does(
        name: &'static str,
        deed: impl Fn(&mut Wire, &Asked) -> std::io::Result<()> + Send + Sync + 'static,
        ends: &'static str,
    ) -> Self {
        Self::new(name, Host::Does(Arc::new(deed)), ends)
    }

    pub(super) fn deaf(
        name: &'static str,
        deed: impl Fn(&mut Wire) -> std::io::Result<()> + Send + Sync + 'static,
        ends: &'static str,
    ) -> Self {
        Self { address: "https://127.0.0.1:PORT/", ..Self::new(name, Host::Deaf(Arc::new(deed)), ends) }
    }

    pub(super) fn at(self, address: &'static str) -> Self {
        Self { address, ..self }
    }

    pub(super) fn wait(self, seconds: i64) -> Self {
        Self { wait: Some(seconds), ..self }
    }
}

pub(super) fn status(name: &'static str, line: &str, ends: &'static str) -> Case {
    Case::sends(name, whole(line, "", ""), ends)
}
