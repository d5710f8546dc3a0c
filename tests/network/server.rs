//! Small real servers on the loopback, that answer as badly as a test wants.

use std::io::{self, Read, Write};
use std::net::{IpAddr, Ipv4Addr, SocketAddr, TcpListener, TcpStream};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::Duration;

use rustls::crypto::ring;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// Either end of a conversation.
pub trait Stream: Read + Write {}

impl<T: Read + Write> Stream for T {}

/// The head of a request.
#[derive(Clone, Debug)]
pub struct Request {
    pub target: String,
    head: String,
}

impl Request {
    /// The value of a header.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.head.lines().skip(1).find_map(|line| {
            let (known, value) = line.split_once(':')?;
            known.eq_ignore_ascii_case(name).then(|| value.trim())
        })
    }
}

/// A server that lives as long as the test binary.
pub struct Server {
    pub port: u16,
    scheme: &'static str,
    requests: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Answers in the clear.
    pub fn http(answer: impl Fn(&Request, &mut dyn Stream) + Send + Sync + 'static) -> Self {
        Self::at(IpAddr::V4(Ipv4Addr::LOCALHOST), 0, answer)
    }

    /// The same, at an address and a port (0: any).
    pub fn at(
        address: IpAddr,
        port: u16,
        answer: impl Fn(&Request, &mut dyn Stream) + Send + Sync + 'static,
    ) -> Self {
        Self::start(SocketAddr::new(address, port), "http", move |mut stream, requests| {
            converse(&mut stream, requests, &answer);
        })
    }

    /// Answers with a certificate.
    pub fn https(
        certificate: &Certificate,
        answer: impl Fn(&Request, &mut dyn Stream) + Send + Sync + 'static,
    ) -> Self {
        let config = Arc::new(certificate.server());
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        Self::start(address, "https", move |stream, requests| {
            let session = ServerConnection::new(Arc::clone(&config)).expect("a session");
            let mut stream = StreamOwned::new(session, stream);
            converse(&mut stream, requests, &answer);
            stream.conn.send_close_notify();
            let _ = stream.flush();
        })
    }

    fn start(
        address: SocketAddr,
        scheme: &'static str,
        serve: impl Fn(TcpStream, &Mutex<Vec<Request>>) + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind(address).expect("a port");
        let port = listener.local_addr().expect("bound").port();
        let requests = Arc::new(Mutex::default());
        let (seen, serve) = (Arc::clone(&requests), Arc::new(serve));
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (seen, serve) = (Arc::clone(&seen), Arc::clone(&serve));
                stream.set_read_timeout(Some(Duration::from_secs(10))).expect("a socket");
                thread::spawn(move || serve(stream, &seen));
            }
        });
        Self { port, scheme, requests }
    }

    /// A URL of this server, under a name that the test's resolver knows.
    pub fn url(&self, host: &str, path: &str) -> String {
        format!("{}://{host}:{}{path}", self.scheme, self.port)
    }

    /// What was asked so far.
    pub fn requests(&self) -> Vec<Request> {
        self.requests.lock().expect("no panic in a server").clone()
    }
}

fn converse(
    stream: &mut dyn Stream,
    requests: &Mutex<Vec<Request>>,
    answer: &dyn Fn(&Request, &mut dyn Stream),
) {
    let Ok(Some(request)) = read(stream) else { return };
    requests.lock().expect("no panic in a server").push(request.clone());
    answer(&request, stream);
    let _ = stream.flush();
}

fn read(stream: &mut dyn Stream) -> io::Result<Option<Request>> {
    let mut head = Vec::new();
    while !head.ends_with(b"\r\n\r\n") {
        let mut byte = [0];
        if stream.read(&mut byte)? == 0 {
            return Ok(None);
        }
        head.push(byte[0]);
        if !head[0].is_ascii_alphabetic() {
            stream.write_all(b"HTTP/1.1 400 What?\r\nConnection: close\r\n\r\n")?;
            return Ok(None);
        }
    }
    let head = String::from_utf8_lossy(&head).into_owned();
    let target = head.split(' ').nth(1).unwrap_or_default().to_owned();
    Ok(Some(Request { target, head }))
}

/// An answer with a status, headers as lines, and a body.
pub fn reply(stream: &mut dyn Stream, status: u16, headers: &[&str], body: &[u8]) {
    let mut head = format!("HTTP/1.1 {status} Said\r\nConnection: close\r\n");
    for line in headers {
        head += line;
        head += "\r\n";
    }
    let _ = write!(stream, "{head}Content-Length: {}\r\n\r\n", body.len());
    let _ = stream.write_all(body);
}

/// A redirect.
pub fn redirect(stream: &mut dyn Stream, location: &str) {
    reply(stream, 302, &[&format!("Location: {location}")], b"");
}

/// Writes the same again and again, until the other end has enough.
pub fn repeat(stream: &mut dyn Stream, start: &str, piece: &[u8], pause: Duration) {
    let mut written = stream.write_all(start.as_bytes());
    while written.is_ok() {
        written = stream.write_all(piece).and_then(|()| stream.flush());
        if !pause.is_zero() {
            thread::sleep(pause);
        }
    }
}

/// Says nothing until the other end leaves.
pub fn be_silent(stream: &mut dyn Stream) {
    let _ = stream.read(&mut [0]);
}

/// A proxy for `CONNECT`, which goes to `port` of the loopback whatever the name.
pub fn tunnel(stream: &mut dyn Stream, port: u16) {
    // The stream is one object, so the two directions take turns: a TLS handshake and one request do.
    let mut inner = TcpStream::connect((Ipv4Addr::LOCALHOST, port)).expect("the server");
    inner.set_read_timeout(Some(Duration::from_millis(200))).expect("a socket");
    let _ = stream.write_all(b"HTTP/1.1 200 Connected\r\n\r\n");
    let mut buffer = [0; 1 << 14];
    loop {
        match stream.read(&mut buffer) {
            Ok(size @ 1..) => inner.write_all(&buffer[..size]).expect("the server"),
            _ => return,
        }
        while let Ok(size @ 1..) = inner.read(&mut buffer) {
            if stream.write_all(&buffer[..size]).is_err() {
                return;
            }
        }
    }
}

/// A certificate that is its own authority.
pub struct Certificate(rcgen::CertifiedKey<rcgen::KeyPair>);

impl Certificate {
    /// For these names.
    pub fn of(names: &[&str]) -> Self {
        let names: Vec<String> = names.iter().map(|name| (*name).to_owned()).collect();
        Self(rcgen::generate_simple_self_signed(names).expect("a certificate"))
    }

    /// To be trusted.
    pub fn pem(&self) -> Vec<u8> {
        self.0.cert.pem().into_bytes()
    }

    fn server(&self) -> ServerConfig {
        let key = PrivatePkcs8KeyDer::from(self.0.signing_key.serialize_der());
        ServerConfig::builder_with_provider(Arc::new(ring::default_provider()))
            .with_safe_default_protocol_versions()
            .expect("TLS 1.2 and 1.3")
            .with_no_client_auth()
            .with_single_cert(vec![self.0.cert.der().clone()], PrivateKeyDer::Pkcs8(key))
            .expect("the key of the certificate")
    }
}
