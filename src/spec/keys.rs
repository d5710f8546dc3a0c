//! What the keys of a map may be, where the author of a description chooses them.

/// What the keys of a map may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Keys {
    /// Anything: property names, scopes, callback expressions.
    Free,
    /// The name of a component: letters, digits, `.`, `-`, `_`.
    Component,
    /// A path: it starts with `/`.
    Path,
    /// An HTTP status code: `404`.
    Status,
    /// An HTTP status code, or a hundred of them: `404`, `4XX`.
    StatusOrRange,
    /// A media type or a range of them: `text/csv`, `image/*`, with parameters or not.
    MediaType,
    /// The name of an HTTP header: a token of RFC 9110.
    Header,
    /// An HTTP method as it is sent: a token of RFC 9110.
    Method,
}

impl Keys {
    /// Whether a key is one of these.
    pub fn accept(self, key: &str) -> bool {
        match self {
            Self::Free => true,
            Self::Component => {
                !key.is_empty()
                    && key
                        .bytes()
                        .all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte))
            }
            Self::Path => key.starts_with('/'),
            Self::Status => is_status(key, u8::is_ascii_digit),
            Self::StatusOrRange => {
                is_status(key, u8::is_ascii_digit) || is_status(key, |&byte| byte == b'X')
            }
            Self::MediaType => {
                let essence = key.split_once(';').map_or(key, |(essence, _)| essence).trim_end();
                essence
                    .split_once('/')
                    .is_some_and(|(family, name)| is_token(family) && is_token(name))
            }
            Self::Header | Self::Method => is_token(key),
        }
    }
}

fn is_status(key: &str, tail: fn(&u8) -> bool) -> bool {
    matches!(key.as_bytes(), [b'1'..=b'5', rest @ ..] if rest.len() == 2 && rest.iter().all(tail))
}

/// RFC 9110, section 5.6.2.
fn is_token(text: &str) -> bool {
    !text.is_empty()
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}

#[cfg(test)]
mod tests {
    use super::Keys;

    #[test]
    fn keys_are_told_apart() {
        let cases: &[(Keys, &[&str], &[&str])] = &[
            (Keys::Free, &["", "$request.body#/url", "x-y"], &[]),
            (
                Keys::Component,
                &["User", "user-1", "my.org.User", "a_b"],
                &["", "my org", "été", "a/b", "a#b"],
            ),
            (Keys::Path, &["/", "/pets/{id}"], &["", "pets"]),
            (Keys::Status, &["200", "599"], &["2XX", "600", "20", "2000", "default"]),
            (Keys::StatusOrRange, &["200", "5XX"], &["5xx", "50X", "6XX", "XXX", "20O"]),
            (
                Keys::MediaType,
                &["text/csv", "*/*", "image/*", "application/problem+json; charset=utf-8"],
                &[
                    "json",
                    "application/",
                    "/json",
                    "application/json, text/csv",
                    "application/json/x",
                ],
            ),
            (Keys::Header, &["X-Rate-Limit", "ETag"], &["", "X Rate", "X:Rate"]),
            (Keys::Method, &["COPY", "M-SEARCH"], &["", "GET /"]),
        ];
        for (keys, accepted, refused) in cases {
            assert!(accepted.iter().all(|key| keys.accept(key)), "{keys:?}");
            assert!(!refused.iter().any(|key| keys.accept(key)), "{keys:?}");
        }
    }
}
