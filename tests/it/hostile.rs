//! A feed server that means no good, and what comes of asking it: each case with its end, its pause and its bounds.
//!
//! The time of the cases stands still, so that pauses come out the same each time. What takes too long does so by the
//! clock of the network, of which a case that is to end in time has plenty.

mod answers;
mod endless;
mod floods;
mod packed;
mod redirects;
mod server;
mod table;

use std::collections::BTreeSet;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rounds::domain::clean::TEXT_BYTES;
use rounds::domain::time::Instant;
use rounds::listen::address::Address;
use rounds::listen::answer::{Answer, Request, Trouble, Visited, visited};
use rounds::listen::feed::{Feed, MOST_BYTES, MOST_POSTS};
use rounds::listen::fetch::{Client, Lookup, system};
use rounds::listen::manners::{Ending, Visits};
use rounds::listen::visit::visit;

use server::{Server, whole};
use table::{Case, Host, SLOW};

const FEED: &str =
    "<rss version='2.0'><channel><title>T</title><item><guid>1</guid><title>a</title></item></channel></rss>";
/// When all this happens.
const NOW: Instant = Instant(1_800_000_000_000);
/// What an answer may take that is to come in time, and one that never does.
const PLENTY: Duration = Duration::from_mins(2);
const LITTLE: Duration = Duration::from_millis(300);
/// What may be on its way between two sockets when one of them hangs up.
const UNDER_WAY: usize = 16 << 20;

fn client(lookup: Lookup, overall: Duration) -> Client {
    Client::new(|| NOW, lookup, overall)
}

/// Names of the public net that lead where they should not; all others are asked of the system.
fn misled() -> Lookup {
    let system = system();
    Arc::new(move |name, port| {
        let addresses: &[&str] = match name {
            "within.example" => &["10.0.0.1"],
            "here.example" => &["127.0.0.1"],
            "both.example" => &["192.168.0.1", "127.0.0.1", "::1", "fe80::1"],
            "nowhere.example" => &[],
            "unknown.example" => return Err(std::io::ErrorKind::NotFound.into()),
            "broken.example" => panic!("a name that breaks the one who looks for it"),
            "pending.example" => loop {
                thread::park();
            },
            _ => return system(name, port),
        };
        let parse = |address: &&str| address.parse().ok().map(|address| SocketAddr::new(address, port));
        Ok(addresses.iter().filter_map(parse).collect())
    })
}

/// How a visit ended, in words.
fn words(visited: &Visited) -> String {
    match &visited.ending {
        Ending::Fresh { .. } => "fresh".to_owned(),
        Ending::Same => "same".to_owned(),
        Ending::Nothing(why) => why.clone(),
    }
}

/// What holds of every feed, whoever sent it.
fn holds(feed: &Feed) -> bool {
    let clean = |text: &str| !text.chars().any(|letter| letter.is_control() && letter != '\n');
    let web = |link: &str| link.is_empty() || link.starts_with("http://") || link.starts_with("https://");
    feed.posts.len() <= MOST_POSTS
        && feed.posts.iter().all(|post| {
            let links = post.links.iter().all(|(_, address)| web(address) || address.starts_with("mailto:"));
            post.text.len() <= TEXT_BYTES
                && post.title.len() <= 4096
                && !post.title.is_empty()
                && clean(&post.title)
                && clean(&post.text)
                && clean(&post.author)
                && web(&post.link)
                && links
        })
}

/// Visits the server of a case and says what is not as it should be.
fn wrong(case: &Case) -> Option<String> {
    let server = match &case.host {
        Host::Sends(bytes) => Server::sends(bytes.clone()),
        Host::Does(deed) => Server::new(Arc::clone(deed)),
        Host::Deaf(deed) => {
            let deed = Arc::clone(deed);
            Server::deaf(move |wire| deed(wire))
        }
    };
    let address = case.address.replace("PORT", &server.port.to_string());
    let overall = if case.ends == SLOW || case.or == Some(SLOW) { LITTLE } else { PLENTY };
    let client = client(misled(), overall);
    let mut handed = 0;
    let visited = visit(
        || NOW,
        || {
            let address = Address::parse(&address).ok_or(Trouble::BadAddress)?;
            let request = Request { tag: case.tag.to_owned(), ..Request::first(address, case.written) };
            let answer = client.get(&request)?;
            handed = answer.body.len();
            Ok(answer)
        },
    );
    let secret = format!("{visited:?}").contains("s3cr3t");
    let (ends, wait) = (words(&visited), visited.wait);
    let feed = visited.feed.as_ref().is_none_or(holds);
    let right = (ends == case.ends || case.or == Some(&ends))
        && wait == case.wait
        && handed <= MOST_BYTES
        && server.sent() <= 2 * MOST_BYTES + UNDER_WAY
        && feed
        && !secret
        && case.asked.is_none_or(|asked| server.asked() == asked);
    let sent = server.sent();
    (!right).then(|| {
        let asked = server.asked();
        format!(
            "{}: \"{ends}\", not \"{}\"; pause {wait:?}, not {:?}; {handed} bytes of {sent} sent, asked {asked} times, \
             feed in bounds {feed}, a secret shown {secret}",
            case.name, case.ends, case.wait
        )
    })
}

/// Runs cases a few at a time.
#[track_caller]
fn run(cases: &[Case]) {
    let next = AtomicUsize::new(0);
    let work = || {
        let mut all = Vec::new();
        while let Some(case) = cases.get(next.fetch_add(1, Ordering::SeqCst)) {
            all.extend(wrong(case));
        }
        all
    };
    let all: Vec<String> = thread::scope(|scope| {
        let workers: Vec<_> = (0..4).map(|_| scope.spawn(work)).collect();
        workers.into_iter().flat_map(|worker| worker.join().unwrap_or_else(|_| vec!["a panic".to_owned()])).collect()
    });
    assert!(all.is_empty(), "\n{}", all.join("\n"));
}

#[test]
fn every_answer_has_its_end() {
    run(&answers::cases());
}

#[test]
fn what_never_ends_is_left() {
    run(&endless::cases());
}

#[test]
fn no_answer_leads_into_the_own_network() {
    run(&redirects::cases());
}

#[test]
fn floods_are_read_within_bounds() {
    run(&floods::cases());
}

#[test]
fn there_are_many_ways_to_mean_no_good() {
    let all = [answers::cases(), endless::cases(), redirects::cases(), floods::cases()];
    let names: Vec<&str> = all.iter().flatten().map(|case| case.name).collect();
    let distinct: BTreeSet<&str> = names.iter().copied().collect();
    assert_eq!(distinct.len(), names.len(), "a name stands twice");
    assert!(names.len() >= 60, "{} cases", names.len());
}

fn ask(address: &str, written: bool) -> Result<Answer, Trouble> {
    let address = Address::parse(address).ok_or(Trouble::BadAddress)?;
    client(misled(), PLENTY).get(&Request::first(address, written))
}

#[test]
fn this_machine_is_asked_only_where_a_person_wrote_it() {
    let server = Server::sends(whole("200 OK", "", FEED));
    let port = server.port;
    for host in ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::ffff:127.0.0.1]"] {
        assert_eq!(ask(&format!("http://{host}:{port}/"), false).err(), Some(Trouble::Private), "{host}");
    }
    // a name of the public net that leads here stays out though it was written, and so does nobody's address
    for host in ["here.example", "0.0.0.0", "[::]"] {
        assert_eq!(ask(&format!("http://{host}:{port}/"), true).err(), Some(Trouble::Private), "{host}");
    }
    assert_eq!(server.asked(), 0, "nobody was asked");
    assert!(ask(&format!("http://localhost:{port}/"), true).is_ok());
    assert_eq!(ask("http://unknown.example/", true).err(), Some(Trouble::NoHost));
    assert_eq!(ask("http://nowhere.example/", true).err(), Some(Trouble::NoHost));
    assert_eq!(ask("http://broken.example/", true).err(), Some(Trouble::NoHost));
    let pending = Address::parse("http://pending.example/").map(|address| Request::first(address, true));
    let answer = pending.map(|request| client(misled(), LITTLE).get(&request).err());
    assert_eq!(answer, Some(Some(Trouble::Slow)));
}

#[test]
fn nobody_listens_there() {
    let port = TcpListener::bind("127.0.0.1:0").and_then(|listener| listener.local_addr()).map_or(0, |at| at.port());
    assert_eq!(ask(&format!("http://127.0.0.1:{port}/"), true).err(), Some(Trouble::NobodyThere));
    assert_eq!(ask(&format!("https://127.0.0.1:{port}/"), true).err(), Some(Trouble::NobodyThere));
}

#[test]
fn a_client_goes_on_after_every_trouble() {
    let client = client(misled(), PLENTY);
    let good = Server::sends(whole("200 OK", "", FEED));
    let bad = Server::sends(b"\0\0\0".to_vec());
    for (port, ends) in [
        (bad.port, "what it answers cannot be read"),
        (good.port, "fresh"),
        (bad.port, "what it answers cannot be read"),
        (good.port, "fresh"),
    ] {
        let address = Address::parse(&format!("http://127.0.0.1:{port}/"));
        let visited = visit(|| NOW, || client.get(&Request::first(address.ok_or(Trouble::BadAddress)?, true)));
        assert_eq!(words(&visited), ends);
    }
}

#[test]
fn only_what_stands_here_is_asked_for_as_news() {
    let server = Server::new(Arc::new(|wire, asked| {
        let knows =
            asked.headers.contains("if-none-match: \"t1\"") && asked.headers.contains("if-modified-since: then");
        let answer = if knows {
            whole("304 Not Modified", "", "")
        } else {
            whole("200 OK", "etag: \"t1\"\r\nlast-modified: then\r\n", FEED)
        };
        std::io::Write::write_all(wire, &answer)
    }));
    let address = format!("http://127.0.0.1:{}/", server.port);
    let mut visits = Visits::default();
    for wanted in ["fresh", "same", "same"] {
        let request = Address::parse(&address).map(|address| Request::of(address, true, &visits));
        let answer = request.map_or(Err(Trouble::BadAddress), |request| client(misled(), PLENTY).get(&request));
        let visited = visited(answer, NOW);
        assert_eq!(words(&visited), wanted);
        visits.after(visited.ending, None, visited.wait, NOW);
    }
}

#[test]
fn all_hops_together_have_one_time() {
    // each hop is quick, and the clock says that a minute went by
    static CLOCK: AtomicUsize = AtomicUsize::new(0);
    let server = Server::sends(whole("302 Found", "location: /\r\n", ""));
    let clock = || NOW.plus_seconds(60 * CLOCK.fetch_add(1, Ordering::SeqCst) as i64);
    let request =
        Address::parse(&format!("http://127.0.0.1:{}/", server.port)).map(|address| Request::first(address, true));
    let answer = request.map(|request| Client::new(clock, misled(), PLENTY).get(&request).err());
    assert_eq!(answer, Some(Some(Trouble::Slow)));
    assert!(server.asked() <= 2, "asked {} times", server.asked());
}
