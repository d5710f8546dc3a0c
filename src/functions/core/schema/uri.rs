//! URIs, as far as schemas name one another by them.

/// A URI without its empty fragment.
pub(super) fn bare_uri(uri: &str) -> &str {
    uri.strip_suffix("#/").or_else(|| uri.strip_suffix('#')).unwrap_or(uri)
}

/// A reference read at a base (RFC 3986, section 5), as far as schemas go.
pub(super) fn join(base: &str, reference: &str) -> String {
    let document = base.split('#').next().unwrap_or_default();
    if reference.is_empty() {
        return document.to_owned();
    }
    if reference.starts_with('#') {
        return format!("{document}{reference}");
    }
    let has_scheme = reference.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|it| it.is_ascii_alphanumeric() || b"+-.".contains(&it))
    });
    if has_scheme || document.is_empty() {
        return reference.to_owned();
    }
    let authority = document.find("://").map_or(0, |at| {
        document[at + 3..].find('/').map_or(document.len(), |slash| at + 3 + slash)
    });
    if reference.starts_with('/') {
        return format!("{}{reference}", &document[..authority]);
    }
    let folder = document.rfind('/').filter(|slash| *slash >= authority);
    format!("{}/{reference}", &document[..folder.unwrap_or(document.len())])
}
