//! What the network did, in both languages. The English is the error's own.

use crate::diagnostic::Text;
use crate::loader::NetworkError;

/// Why a document on the network was not read, and the next step.
pub(super) fn reason(error: &NetworkError) -> Text {
    Text::new(error.to_string(), french(error))
}

fn french(error: &NetworkError) -> String {
    match error {
        NetworkError::InvalidUrl { reason } => {
            format!(
                "ce n'est pas une URL que l'on peut lire ({reason})\u{a0}: écrivez https://hôte/chemin"
            )
        }
        NetworkError::InvalidHost { pattern } => format!(
            "`{pattern}` n'est pas un hôte\u{a0}: écrivez `data.gouv.fr` ou `*.gouv.fr`, sans protocole, port ni chemin"
        ),
        NetworkError::Scheme { host, scheme } => format!(
            "{host} redirige vers une adresse `{scheme}:`, qui n'est pas suivie\u{a0}: donnez l'URL finale"
        ),
        NetworkError::CredentialsInUrl { variable, .. } => format!(
            "l'URL contient des identifiants\u{a0}: retirez-les et mettez `utilisateur:mot-de-passe` dans la variable \
             d'environnement {variable}"
        ),
        NetworkError::InvalidCredentials { variable } => format!(
            "la variable d'environnement {variable} contient ce qu'aucun en-tête ne peut porter\u{a0}: cherchez-y une fin \
             de ligne, ou un `:` manquant"
        ),
        NetworkError::NotAllowed { host } => format!(
            "{host} n'est pas parmi les hôtes autorisés\u{a0}: si vous lui faites confiance, ajoutez --allow-host {host}"
        ),
        NetworkError::PrivateAddress { host } => format!(
            "{host} est à une adresse privée, locale ou réservée\u{a0}: si elle est à vous, ajoutez --allow-private"
        ),
        NetworkError::Unresolved { host, reason } => {
            format!(
                "{host} n'a pas d'adresse ({reason})\u{a0}: vérifiez son orthographe et votre connexion"
            )
        }
        NetworkError::Downgrade { host } => format!(
            "{host} redirige de https vers http, où n'importe qui peut changer la réponse\u{a0}: elle doit rester en https"
        ),
        NetworkError::TooManyRedirects { host, limit } => {
            format!(
                "plus de {limit} redirections, la dernière par {host}\u{a0}: donnez l'URL finale"
            )
        }
        NetworkError::Timeout { host, limit } => format!(
            "{host} n'a pas tout donné en {} s\u{a0}: réessayez, ou téléchargez le fichier d'abord",
            limit.as_secs_f32()
        ),
        NetworkError::Unauthorised { host, code, variable } => format!(
            "{host} demande des identifiants ({code})\u{a0}: mettez un jeton dans la variable d'environnement {variable}, \
             ou vérifiez-le"
        ),
        NetworkError::Status { host, code } => format!(
            "{host} répond {code} au lieu du document\u{a0}: ouvrez l'URL dans un navigateur pour voir pourquoi"
        ),
        NetworkError::Tls { host, reason } => format!(
            "la connexion à {host} n'est pas sûre ({reason})\u{a0}: si son autorité est celle de votre organisme, \
             donnez-la dans SSL_CERT_FILE"
        ),
        NetworkError::Connect { host, reason } => format!(
            "connexion à {host} impossible ({reason})\u{a0}: vérifiez l'URL, votre connexion et votre mandataire (proxy)"
        ),
        NetworkError::Broken { host, reason } => format!(
            "la réponse de {host} est rompue ({reason})\u{a0}: réessayez, ou téléchargez le fichier d'abord"
        ),
        NetworkError::WrongType { host, media_type } => {
            format!(
                "{host} donne {media_type}, qui n'est pas une description\u{a0}: vérifiez l'URL"
            )
        }
        NetworkError::Encoding { host, encoding } => format!(
            "{host} compresse en {encoding}, ce qui n'était pas demandé\u{a0}: téléchargez le fichier d'abord"
        ),
        NetworkError::Offline { host } => format!(
            "hors ligne, et rien de {host} n'est gardé pour cette URL\u{a0}: lancez une fois sans --offline"
        ),
        NetworkError::InvalidProxy { variable } => format!(
            "la variable d'environnement {variable} ne nomme pas un mandataire (proxy)\u{a0}: écrivez http://hôte:port"
        ),
        NetworkError::Setup { reason } => format!(
            "aucune connexion sûre n'est possible ici ({reason})\u{a0}: donnez un fichier d'autorités dans SSL_CERT_FILE"
        ),
    }
}
