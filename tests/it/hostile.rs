//! A feed server that means no good, on plain sockets of this machine, and what comes of asking it.

use std::io::{BufRead, BufReader, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;
use std::time::Duration;

use rounds::clock::instant;
use rounds::listen::address::Address;
use rounds::listen::answer::{Answer, Request, Trouble, visited};
use rounds::listen::feed::MOST_BYTES;
use rounds::listen::fetch::{Client, Lookup, system};
use rounds::listen::manners::Ending;

const FEED: &str =
    "<rss version='2.0'><channel><title>T</title><item><guid>1</guid><title>a</title></item></channel></rss>";
/// What one answer may take in these tests.
const OVERALL: Duration = Duration::from_millis(400);

/// What a server does with a connection; `path` and headers are those of the request.
type Deed = Arc<dyn Fn(&mut TcpStream, &str, &str) -> std::io::Result<()> + Send + Sync>;

/// A server for as long as the test runs; gives its port.
fn serve(deed: Deed) -> u16 {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap_or_else(|why| panic!("{why}"));
    let port = listener.local_addr().map_or(0, |address| address.port());
    thread::spawn(move || {
        for mut stream in listener.incoming().flatten() {
            let deed = Arc::clone(&deed);
            thread::spawn(move || {
                let mut reader = BufReader::new(stream.try_clone()?);
                let (mut first, mut headers) = (String::new(), String::new());
                reader.read_line(&mut first)?;
                while reader.read_line(&mut headers)? > 2 {}
                let path = first.split(' ').nth(1).unwrap_or_default().to_owned();
                deed(&mut stream, &path, &headers.to_ascii_lowercase())
            });
        }
    });
    port
}

/// A server that always sends the same bytes.
fn sends(bytes: impl Into<Vec<u8>>) -> u16 {
    let bytes = bytes.into();
    serve(Arc::new(move |stream, _, _| stream.write_all(&bytes)))
}

fn whole(status: &str, headers: &str, body: &str) -> Vec<u8> {
    format!("HTTP/1.1 {status}\r\ncontent-length: {}\r\nconnection: close\r\n{headers}\r\n{body}", body.len())
        .into_bytes()
}

fn client(lookup: Lookup) -> Client {
    Client::new(instant, lookup, OVERALL)
}

fn ask(address: &str, written: bool) -> Result<Answer, Trouble> {
    let address = Address::parse(address).ok_or(Trouble::BadAddress)?;
    client(system()).get(&Request::first(address, written))
}

/// How a visit to a server on this machine ends, whose address the person wrote.
fn end(port: u16, path: &str) -> String {
    match visited(ask(&format!("http://127.0.0.1:{port}{path}"), true), instant()).ending {
        Ending::Fresh { .. } => "fresh".to_owned(),
        Ending::Same => "same".to_owned(),
        Ending::Nothing(why) => why,
    }
}

#[test]
fn each_answer_has_its_end() {
    let status = |line: &str| whole(line, "", "");
    let slow = "it did not answer in time";
    let cut = "it stopped in the middle of its answer";
    let table: Vec<(&str, Vec<u8>, &str)> = vec![
        ("a feed", whole("200 OK", "content-type: text/xml\r\n", FEED), "fresh"),
        ("no length", format!("HTTP/1.1 200 OK\r\nconnection: close\r\n\r\n{FEED}").into_bytes(), "fresh"),
        ("nothing new", status("304 Not Modified"), "same"),
        ("nothing", whole("200 OK", "", ""), "it is empty"),
        ("a page", whole("200 OK", "", "<!DOCTYPE html><html>"), "it is a web page, not a feed"),
        ("401", status("401 Unauthorized"), "it asks for a name and password"),
        ("403", status("403 Forbidden"), "it does not let us in"),
        ("404", status("404 Not Found"), "there is nothing at its address"),
        ("410", status("410 Gone"), "it says that it is gone for good"),
        ("429", whole("429 Too Many", "retry-after: 60\r\n", ""), "it asks for a pause"),
        ("500", status("500 No"), "its host has trouble (500)"),
        ("503", status("503 No"), "its host has trouble (503)"),
        ("less than it said", b"HTTP/1.1 200 OK\r\ncontent-length: 9999\r\n\r\n<rss>".to_vec(), cut),
        ("closed at once", Vec::new(), cut),
        ("a redirect to nowhere", status("302 Found"), "it sends us to something that is no web page"),
        (
            "a redirect to a file",
            whole("302 Found", "location: file:///etc/passwd\r\n", ""),
            "it sends us to something that is no web page",
        ),
        (
            "a redirect to data",
            whole("301 Moved", "location: data:text/xml,x\r\n", ""),
            "it sends us to something that is no web page",
        ),
        ("a redirect to itself", whole("302 Found", "location: /\r\n", ""), "it sends us from place to place"),
        (
            "a redirect into the network",
            whole("302 Found", "location: http://10.0.0.1/\r\n", ""),
            &Trouble::Private.to_string(),
        ),
        (
            "a redirect to this machine",
            whole("302 Found", "location: http://127.0.0.1:1/\r\n", ""),
            &Trouble::Private.to_string(),
        ),
        (
            "a redirect to it by number",
            whole("302 Found", "location: http://[::ffff:7f00:1]/\r\n", ""),
            &Trouble::Private.to_string(),
        ),
        (
            "a redirect to the cloud",
            whole("302 Found", "location: http://169.254.169.254/\r\n", ""),
            &Trouble::Private.to_string(),
        ),
        (
            "a megabyte of headers",
            whole("200 OK", &format!("x: {}\r\n", "y".repeat(1 << 20)), FEED),
            "its answer has too many headers",
        ),
        ("no HTTP", b"SSH-2.0-OpenSSH\r\n\r\n".to_vec(), "what it answers cannot be read"),
        ("too large", whole("200 OK", "", &" ".repeat(MOST_BYTES + 1)), "it is larger than 10 MB"),
    ]
    .into_iter()
    .map(|(name, bytes, wanted)| (name, bytes, Box::leak(wanted.to_owned().into_boxed_str()) as &str))
    .collect();
    for (name, bytes, wanted) in table {
        assert_eq!(end(sends(bytes), "/"), wanted, "{name}");
    }
    let hangs = serve(Arc::new(|stream, _, _| std::io::copy(stream, &mut std::io::sink()).map(|_| ())));
    assert_eq!(end(hangs, "/"), slow);
}

#[test]
fn this_machine_is_asked_only_where_a_person_wrote_it() {
    let asked = Arc::new(AtomicUsize::new(0));
    let counted = Arc::clone(&asked);
    let port = serve(Arc::new(move |stream, _, _| {
        counted.fetch_add(1, Ordering::SeqCst);
        stream.write_all(&whole("200 OK", "", FEED))
    }));
    for address in ["127.0.0.1", "localhost"] {
        assert_eq!(ask(&format!("http://{address}:{port}/"), false).err(), Some(Trouble::Private), "{address}");
    }
    // a name of the public net that leads here stays out though it was written
    let here: Lookup = Arc::new(move |_, port| Ok(vec![SocketAddr::from(([127, 0, 0, 1], port))]));
    let request = Address::parse(&format!("http://blog.example:{port}/")).map(|address| Request::first(address, true));
    assert_eq!(request.map(|request| client(here).get(&request).err()), Some(Some(Trouble::Private)));
    assert_eq!(asked.load(Ordering::SeqCst), 0, "nobody was asked");
    assert!(ask(&format!("http://localhost:{port}/"), true).is_ok());
    let nowhere: Lookup = Arc::new(|_, _| Err(std::io::ErrorKind::NotFound.into()));
    let request = Address::parse("http://no.example/").map(|address| Request::first(address, true));
    assert_eq!(request.map(|request| client(nowhere).get(&request).err()), Some(Some(Trouble::NoHost)));
}

#[test]
fn secrets_go_to_their_host_alone() {
    let other = serve(Arc::new(|stream, _, headers| {
        let status = if headers.contains("authorization") { "500 No" } else { "200 OK" };
        stream.write_all(&whole(status, "", FEED))
    }));
    let first = serve(Arc::new(move |stream, path, headers| {
        let known = headers.contains("authorization: basic ") && path == "/f?token=s3cr3t";
        let status = if known { "302 Found" } else { "401 No" };
        stream.write_all(&whole(status, &format!("location: http://127.0.0.1:{other}/\r\n"), ""))
    }));
    let address = format!("http://ada:s3cr3t@127.0.0.1:{first}/f?token=s3cr3t");
    // the other port is another host, which nobody wrote
    let answer = ask(&address, true);
    assert_eq!(answer.as_ref().err(), Some(&Trouble::Private));
    assert!(!format!("{answer:?} {:?}", visited(answer.clone(), instant())).contains("s3cr3t"));
}
