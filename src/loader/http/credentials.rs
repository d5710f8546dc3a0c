//! Who we say we are to a host, from the environment: sent there and nowhere else, and never shown.

use std::fmt;

use reqwest::blocking::RequestBuilder;

use super::{Environment, NetworkError};

/// A token, or a user and a password.
#[derive(Clone, PartialEq, Eq)]
pub(super) enum Credentials {
    Bearer(String),
    Basic { user: String, password: String },
}

impl Credentials {
    /// `APILINT_TOKEN_<HOST>`, else `APILINT_AUTH_<HOST>`; an empty variable is none.
    pub fn read(environment: &Environment, host: &str) -> Result<Option<Self>, NetworkError> {
        let Some(suffix) = suffix(host) else { return Ok(None) };
        for kind in [TOKEN, AUTH] {
            let variable = format!("{kind}{suffix}");
            let Some(value) = environment(&variable) else { continue };
            let value = value.trim();
            if value.is_empty() {
                continue;
            }
            let credentials = match (kind, value.split_once(':')) {
                (TOKEN, _) => Some(Self::Bearer(value.to_owned())),
                (_, Some((user, password))) => {
                    Some(Self::Basic { user: user.to_owned(), password: password.to_owned() })
                }
                (_, None) => None,
            };
            let fits = value.chars().all(|c| !c.is_control());
            let carried = credentials.filter(|_| fits);
            return carried.map(Some).ok_or(NetworkError::InvalidCredentials { variable });
        }
        Ok(None)
    }

    /// Adds the header. The client marks it as sensitive: it is in none of its own messages.
    pub fn sign(&self, request: RequestBuilder) -> RequestBuilder {
        match self {
            Self::Bearer(token) => request.bearer_auth(token),
            Self::Basic { user, password } => request.basic_auth(user, Some(password)),
        }
    }
}

impl fmt::Debug for Credentials {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Bearer(_) => "Bearer(…)",
            Self::Basic { .. } => "Basic(…)",
        })
    }
}

const TOKEN: &str = "APILINT_TOKEN_";
const AUTH: &str = "APILINT_AUTH_";

/// The variable for a token for this host.
pub(super) fn token_variable(host: &str) -> String {
    format!("{TOKEN}{}", suffix(host).unwrap_or_else(|| "<HOST>".to_owned()))
}

/// The variable for a user and a password for this host.
pub(super) fn auth_variable(host: &str) -> String {
    format!("{AUTH}{}", suffix(host).unwrap_or_else(|| "<HOST>".to_owned()))
}

/// `a-b.fr` → `A__B_FR`: two hosts have two names, as `Terraform` does it, else the owner of `a-b.fr` could get what was
/// meant for `a.b.fr`. Nothing for other characters, which no public host has.
fn suffix(host: &str) -> Option<String> {
    let named = |c: char| c.is_ascii_alphanumeric() || c == '.' || c == '-';
    (!host.is_empty() && host.chars().all(named))
        .then(|| host.to_ascii_uppercase().replace('-', "__").replace('.', "_"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    fn read(variables: &[(&str, &str)], host: &str) -> Result<Option<Credentials>, NetworkError> {
        let variables: Vec<(String, String)> = variables
            .iter()
            .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
            .collect();
        let environment: Environment = Arc::new(move |name| {
            variables.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone())
        });
        Credentials::read(&environment, host)
    }

    #[test]
    fn each_host_has_its_variables() {
        let basic = Credentials::Basic { user: "moi".to_owned(), password: "a:b".to_owned() };
        let bearer = Credentials::Bearer("jeton".to_owned());
        for (variable, value, host, expected) in [
            ("APILINT_TOKEN_API_GOUV_FR", "jeton\n", "api.gouv.fr", Some(bearer.clone())),
            ("APILINT_TOKEN_API_GOUV_FR", "jeton", "api-gouv.fr", None),
            ("APILINT_TOKEN_API__GOUV_FR", "jeton", "api-gouv.fr", Some(bearer)),
            ("APILINT_TOKEN_API_GOUV_FR", " ", "api.gouv.fr", None),
            ("APILINT_TOKEN_GOUV_FR", "jeton", "api.gouv.fr", None),
            ("APILINT_AUTH_API_GOUV_FR", "moi:a:b", "api.gouv.fr", Some(basic)),
            ("APILINT_TOKEN_A_FR", "jeton", "a_fr", None),
        ] {
            let found = read(&[(variable, value)], host).expect("fit for a header");
            assert_eq!(found, expected, "{variable} for {host}");
        }
        for (variable, value) in
            [("APILINT_AUTH_A_FR", "no colon"), ("APILINT_TOKEN_A_FR", "a\r\nb")]
        {
            let refusal = read(&[(variable, value)], "a.fr").expect_err("unfit");
            assert_eq!(refusal, NetworkError::InvalidCredentials { variable: variable.to_owned() });
            assert!(!refusal.to_string().contains(value));
        }
    }

    #[test]
    fn secrets_are_not_shown() {
        let variables = [("APILINT_AUTH_A_FR", "moi:secret")];
        let shown = format!("{:?}", read(&variables, "a.fr"));
        assert!(shown.contains("Basic(…)") && !shown.contains("secret") && !shown.contains("moi"));
    }
}
