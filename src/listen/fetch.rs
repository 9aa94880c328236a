//! The one place that reaches the network: asks for one address and follows where it leads, within limits.
//!
//! Each hop is checked by the addresses that its name resolves to: no page and no redirect leads into the person's own
//! machine or network, unless they wrote that very host. Must not know what an answer means.

use std::io::{self, Read};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, ToSocketAddrs};
use std::sync::mpsc::{RecvTimeoutError, channel};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use base64::Engine as _;
use ureq::config::Config;
use ureq::http::{Response, Uri};
use ureq::unversioned::resolver::{ResolvedSocketAddrs, Resolver};
use ureq::unversioned::transport::{DefaultConnector, NextTimeout};
use ureq::{Agent, Body, Error};

use super::address::Address;
use super::answer::{Answer, Request, Trouble};
use super::feed::MOST_BYTES;
use super::manners::Pauses;
use crate::domain::time::Instant;

/// What we understand, the likeliest first.
const ACCEPT: &str = "application/atom+xml, application/rss+xml, application/feed+json, application/xml;q=0.9, \
                      text/xml;q=0.9, text/html;q=0.5, */*;q=0.3";
/// A feed is sent on no more often.
const MOST_HOPS: usize = 5;
/// No answer has more headers, in bytes.
const HEADER_BYTES: usize = 64 * 1024;

/// Tells the time.
pub type Clock = fn() -> Instant;
/// Finds the addresses of a host and port.
pub type Lookup = Arc<dyn Fn(&str, u16) -> io::Result<Vec<SocketAddr>> + Send + Sync>;

/// How names are found by the system.
pub fn system() -> Lookup {
    Arc::new(|name, port| (name, port).to_socket_addrs().map(Iterator::collect))
}

/// Asks for addresses, one at a time.
pub struct Client {
    agent: Agent,
    gate: Gate,
    clock: Clock,
    /// The most that one answer may take with all its hops.
    overall: Duration,
}

impl Client {
    /// One that gives each answer so much time.
    pub fn new(clock: Clock, lookup: Lookup, overall: Duration) -> Self {
        let gate = Gate { lookup, written: Arc::default() };
        let config = Config::builder()
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_response_header_size(HEADER_BYTES)
            .max_idle_connections(0)
            .proxy(None)
            .user_agent(concat!("rounds/", env!("CARGO_PKG_VERSION")))
            .accept(ACCEPT)
            .build();
        let agent = Agent::with_parts(config, DefaultConnector::default(), gate.clone());
        Self { agent, gate, clock, overall }
    }

    /// Asks, and goes on where the host sends us.
    ///
    /// # Errors
    /// Where no answer came: never an address in it.
    pub fn get(&self, request: &Request) -> Result<Answer, Trouble> {
        // as names are asked for in the network, since that is how they come back to the gate
        let asked = request.address.request().and_then(|address| Address::parse(&address));
        let written = asked.filter(|_| request.written).map(|address| address.host().to_owned());
        *self.gate.written.lock().unwrap_or_else(PoisonError::into_inner) = written;
        let began = (self.clock)();
        let mut at = request.address.clone();
        let mut moved = None;
        let mut for_good = true;
        for _ in 0..=MOST_HOPS {
            let spent = Duration::from_millis((self.clock)().since(began).unsigned_abs());
            let left = self.overall.checked_sub(spent).filter(|left| !left.is_zero()).ok_or(Trouble::Slow)?;
            let response = self.ask(&at, request, left)?;
            let status = response.status().as_u16();
            if status == 304 && conditions(request).next().is_none() {
                return Err(Trouble::Unasked);
            }
            if !request.follow || !matches!(status, 301 | 302 | 303 | 307 | 308) {
                return answer(response, at, moved);
            }
            let next = response.headers().get("location").ok_or(Trouble::Astray)?;
            let next = String::from_utf8_lossy(next.as_bytes()).into_owned();
            at = at.join(&next).ok_or(Trouble::Astray)?;
            for_good &= matches!(status, 301 | 308);
            if for_good {
                moved = Some(at.clone());
            }
        }
        Err(Trouble::Roundabout)
    }

    fn ask(&self, at: &Address, request: &Request, left: Duration) -> Result<Response<Body>, Trouble> {
        let secure = at.scheme() == "https";
        let mut call = self.agent.get(at.request().ok_or(Trouble::BadAddress)?);
        if let Some(credentials) = authorization(at, &request.address) {
            call = call.header("authorization", credentials);
        }
        for (header, value) in conditions(request) {
            call = call.header(header, value);
        }
        call.config().timeout_global(Some(left)).build().call().map_err(|error| trouble(&error, secure))
    }
}

/// Name and password for one hop: those of the address that was asked for, and for its very host alone.
fn authorization(at: &Address, asked: &Address) -> Option<String> {
    let same_place = at.host() == asked.host() && at.scheme() == asked.scheme();
    let (name, password) = asked.credentials().filter(|_| same_place)?;
    let both = base64::engine::general_purpose::STANDARD.encode(format!("{name}:{password}"));
    Some(format!("Basic {both}"))
}

/// The headers that ask for news alone, as far as there is something here and it can be sent.
fn conditions(request: &Request) -> impl Iterator<Item = (&'static str, &str)> {
    let sendable = |value: &str| !value.is_empty() && value.bytes().all(|byte| (b' '..=b'~').contains(&byte));
    let both = [("if-none-match", request.tag.as_str()), ("if-modified-since", request.modified.as_str())];
    both.into_iter().filter(move |(_, value)| sendable(value))
}

fn answer(mut response: Response<Body>, from: Address, moved: Option<Address>) -> Result<Answer, Trouble> {
    let secure = from.scheme() == "https";
    let header = |names: &[&str]| {
        let found = names.iter().find_map(|name| response.headers().get(*name));
        found.map(|value| String::from_utf8_lossy(value.as_bytes()).into_owned()).unwrap_or_default()
    };
    let content_type = header(&["content-type"]);
    let (tag, modified) = (header(&["etag"]), header(&["last-modified"]));
    let pauses = Pauses {
        retry_after: header(&["retry-after"]),
        remaining: header(&["x-ratelimit-remaining", "ratelimit-remaining"]),
        reset: header(&["x-ratelimit-reset", "ratelimit-reset"]),
    };
    let status = response.status().as_u16();
    let mut body = Vec::new();
    if matches!(status, 200..=299) {
        // counted after unpacking: the limit of the library counts before
        let mut reader = response.body_mut().as_reader().take(MOST_BYTES as u64 + 1);
        reader.read_to_end(&mut body).map_err(|error| trouble(&Error::from(error), secure))?;
        if body.len() > MOST_BYTES {
            return Err(Trouble::TooLarge);
        }
    }
    Ok(Answer { status, body, content_type, tag, modified, pauses, from, moved })
}

fn trouble(error: &Error, secure: bool) -> Trouble {
    match error {
        Error::Timeout(_) | Error::BodyStalled => Trouble::Slow,
        Error::HostNotFound => Trouble::NoHost,
        Error::LargeResponseHeader(..) => Trouble::TooManyHeaders,
        Error::Decompress(..) => Trouble::BadPacking,
        Error::Tls(_) | Error::Rustls(_) | Error::TlsRequired => Trouble::Untrusted,
        Error::Other(inner) if inner.is::<Barred>() => Trouble::Private,
        // the library gives this kind no name that could be matched
        Error::Protocol(inner) if inner.to_string().contains("too many headers") => Trouble::TooManyHeaders,
        Error::BadUri(_) | Error::Http(_) => Trouble::BadAddress,
        Error::Io(error) => match error.kind() {
            io::ErrorKind::ConnectionRefused | io::ErrorKind::HostUnreachable | io::ErrorKind::NetworkUnreachable => {
                Trouble::NobodyThere
            }
            io::ErrorKind::TimedOut | io::ErrorKind::WouldBlock => Trouble::Slow,
            io::ErrorKind::InvalidData if secure => Trouble::Untrusted,
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput => Trouble::BadPacking,
            _ => Trouble::CutOff,
        },
        _ => Trouble::Garbled,
    }
}

/// A name led only into the person's own network.
#[derive(Debug, thiserror::Error)]
#[error("barred")]
struct Barred;

/// Finds the addresses of names and lets only those through that may be asked.
#[derive(Clone)]
struct Gate {
    lookup: Lookup,
    /// Host and port that the person wrote, for the request under way.
    written: Arc<Mutex<Option<String>>>,
}

impl std::fmt::Debug for Gate {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        out.write_str("Gate")
    }
}

impl Resolver for Gate {
    fn resolve(&self, uri: &Uri, _: &Config, timeout: NextTimeout) -> Result<ResolvedSocketAddrs, Error> {
        let name = uri.host().ok_or(Error::HostNotFound)?.trim_matches(['[', ']']).to_owned();
        let port = uri.port_u16().unwrap_or(if uri.scheme_str() == Some("https") { 443 } else { 80 });
        let found = match name.parse::<IpAddr>() {
            Ok(address) => vec![SocketAddr::new(address, port)],
            Err(_) => self.find(&name, port, *timeout.after)?,
        };
        if found.is_empty() {
            return Err(Error::HostNotFound);
        }
        let written = self.written.lock().unwrap_or_else(PoisonError::into_inner).clone();
        let here = Address::parse(&uri.to_string()).map(|address| address.host().to_owned());
        let trusted = written.is_some() && written == here;
        let mut let_through = self.empty();
        for address in found.into_iter().filter(|address| may_be_asked(address.ip(), &name, trusted)).take(16) {
            let_through.push(address);
        }
        if let_through.is_empty() { Err(Error::Other(Box::new(Barred))) } else { Ok(let_through) }
    }
}

impl Gate {
    /// Asks the system on a thread of its own, since nothing ends its waiting.
    fn find(&self, name: &str, port: u16, within: Duration) -> Result<Vec<SocketAddr>, Error> {
        let (sender, receiver) = channel();
        let (lookup, name) = (Arc::clone(&self.lookup), name.to_owned());
        std::thread::Builder::new().spawn(move || sender.send(lookup(&name, port)))?;
        match receiver.recv_timeout(within) {
            Ok(found) => found.map_err(|_| Error::HostNotFound),
            Err(RecvTimeoutError::Timeout) => Err(io::Error::from(io::ErrorKind::TimedOut).into()),
            Err(RecvTimeoutError::Disconnected) => Err(Error::HostNotFound),
        }
    }
}

/// Whether an address may be asked. One of the own network only where the person wrote its host; one of the own machine
/// only where they wrote it as such, so that no name of the public net leads there.
fn may_be_asked(address: IpAddr, name: &str, trusted: bool) -> bool {
    let local = |name: &str| name.parse::<IpAddr>().is_ok() || !name.contains('.') || name.ends_with(".localhost");
    match reach(address) {
        Reach::Public => true,
        Reach::Network => trusted,
        Reach::Machine => trusted && local(name),
        Reach::None => false,
    }
}

/// How far an address reaches.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Reach {
    Public,
    /// The network around.
    Network,
    /// This machine or the one beside it.
    Machine,
    /// Nobody in particular.
    None,
}

fn reach(address: IpAddr) -> Reach {
    match address {
        IpAddr::V4(address) => reach_of_four(address),
        IpAddr::V6(address) => {
            let parts = address.segments();
            let four = |high: u16, low: u16| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
            match parts {
                [0, 0, 0, 0, 0, 0, 0, 1] => Reach::Machine,
                // addresses of the older sort in those of the newer
                [0, 0, 0, 0, 0, 0 | 0xffff, high, low] | [0x64, 0xff9b, 0, 0, 0, 0, high, low] => {
                    reach_of_four(four(high, low))
                }
                [0x2002, high, low, ..] => reach_of_four(four(high, low)),
                [first, ..] if first & 0xfe00 == 0xfc00 || first & 0xffc0 == 0xfec0 => Reach::Network,
                [first, ..] if first & 0xffc0 == 0xfe80 => Reach::Machine,
                [first, ..] if first & 0xff00 == 0xff00 => Reach::None,
                _ => Reach::Public,
            }
        }
    }
}

fn reach_of_four(address: Ipv4Addr) -> Reach {
    match address.octets() {
        [127, ..] | [169, 254, ..] => Reach::Machine,
        [10, ..] | [172, 16..=31, ..] | [192, 168, ..] | [100, 64..=127, ..] | [192, 0, 0, _] | [198, 18 | 19, ..] => {
            Reach::Network
        }
        [0 | 224..=255, ..] => Reach::None,
        _ => Reach::Public,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn name_and_password_go_to_the_very_host_alone() {
        let asked = Address::parse("https://ada:s3%3acr3t@a.example/f");
        for (at, wanted) in [
            ("https://a.example/elsewhere", true),
            ("https://A.example:443/f", true),
            ("https://other:name@a.example/f", true),
            ("http://a.example/f", false),
            ("https://a.example:8443/f", false),
            ("https://b.a.example/f", false),
            ("https://a.example.b.example/f", false),
            ("https://b.example/a.example", false),
        ] {
            let given = Address::parse(at).zip(asked.clone()).and_then(|(at, asked)| authorization(&at, &asked));
            // ada:s3:cr3t
            assert_eq!(given, wanted.then(|| "Basic YWRhOnMzOmNyM3Q=".to_owned()), "{at}");
        }
        let bare = Address::parse("https://a.example/f");
        let named = Address::parse("https://eve:x@a.example/f");
        assert_eq!(named.zip(bare).and_then(|(at, asked)| authorization(&at, &asked)), None, "none of a redirect");
    }

    #[test]
    fn addresses_reach_as_far_as_they_do() {
        for (address, wanted) in [
            ("203.0.113.9", Reach::Public),
            ("2606:4700::1111", Reach::Public),
            ("10.1.2.3", Reach::Network),
            ("172.16.0.1", Reach::Network),
            ("172.32.0.1", Reach::Public),
            ("192.168.1.1", Reach::Network),
            ("100.64.0.1", Reach::Network),
            ("198.18.0.1", Reach::Network),
            ("fc00::1", Reach::Network),
            ("fd12:3456::1", Reach::Network),
            ("fec0::1", Reach::Network),
            ("127.8.8.8", Reach::Machine),
            ("169.254.169.254", Reach::Machine),
            ("::1", Reach::Machine),
            ("fe80::1", Reach::Machine),
            ("::ffff:127.0.0.1", Reach::Machine),
            ("::ffff:10.0.0.1", Reach::Network),
            ("::10.0.0.1", Reach::Network),
            ("64:ff9b::7f00:1", Reach::Machine),
            ("2002:7f00:1::", Reach::Machine),
            ("2002:a00:1::", Reach::Network),
            ("0.0.0.0", Reach::None),
            ("::", Reach::None),
            ("::ffff:0.0.0.0", Reach::None),
            ("224.0.0.1", Reach::None),
            ("255.255.255.255", Reach::None),
            ("ff02::1", Reach::None),
        ] {
            assert_eq!(address.parse::<IpAddr>().map(reach), Ok(wanted), "{address}");
        }
    }
}
