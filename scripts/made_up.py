"""Descriptions that are made up, as a generator of a public body would write them: the same bytes on every machine."""

import json
import re

TAGS = ["communes", "titres", "usagers", "permis", "marches"]
# What YAML reads as text without quotes, and no reader as a number, a date or a word of its own.
PLAIN = re.compile(r"(?!(?:true|false|null|yes|no|on|off|y|n)$)[A-Za-zÀ-ÿ/$][A-Za-zÀ-ÿ0-9 _./{}@'’,()?-]*(?<! )", re.IGNORECASE)


def description(count):
    """A description of so many resources, each with a path, two operations and a schema."""
    paths, schemas = {}, {}
    for number in range(count):
        tag = TAGS[number % len(TAGS)]
        name = f"{tag.capitalize()}{number}"
        paths[f"/{tag}/{number}/{{id}}"] = path_item(tag, name, number)
        schemas[name] = schema(number)
    # Short ways, as most descriptions have: what Spectral takes grows with the copies it makes of what is referred to.
    schemas["Lien"] = {"type": "object", "properties": {"href": {"type": "string", "format": "uri"}}}
    schemas["Adresse"] = {
        "type": "object",
        "properties": {"voie": {"type": "string"}, "commune": {"$ref": "#/components/schemas/Commune"}},
    }
    schemas["Commune"] = {
        "type": "object",
        "properties": {"code": {"type": "string", "pattern": "^[0-9AB]{5}$"}, "nom": {"type": "string"}},
    }
    return {
        "openapi": "3.0.3",
        "info": {
            "title": "Une grande API",
            "version": "1.0.0",
            "description": "L'API Registres, proposée par l'Agence des registres, est faite pour mesurer.\n\n"
            "Elle permet de consulter et de mettre à jour les registres des communes. L'accès est limité\n"
            "à 50 appels par seconde et par adresse IP, et suppose une habilitation.\n",
            "contact": {"name": "Équipe API Registres", "email": "api-registres@example.fr"},
        },
        "servers": [{"url": "https://api.example.fr/v1"}],
        "security": [{"jeton": []}],
        "tags": [{"name": tag, "description": tag} for tag in TAGS],
        "paths": paths,
        "components": {
            "securitySchemes": {"jeton": {"type": "http", "scheme": "bearer", "description": "Un jeton du portail"}},
            "schemas": schemas,
            "parameters": {
                "Page": {"name": "page", "in": "query", "schema": {"type": "integer"}, "description": "Rang de la page"}
            },
            "responses": {"Absent": {"description": "Rien à cet identifiant"}},
        },
    }


def schema(number):
    return {
        "type": "object",
        "required": ["id", "libelle"],
        "properties": {
            "id": {"type": "integer", "format": "int64", "description": "Identifiant", "example": number},
            "libelle": {"type": "string", "minLength": 1, "maxLength": 200, "example": "Libellé"},
            "creeLe": {"type": "string", "format": "date-time", "example": "2024-01-31T12:00:00Z"},
            "etat": {"type": "string", "enum": ["ouvert", "ferme", "archive"]},
            "adresse": {"$ref": "#/components/schemas/Adresse"},
            "liens": {"type": "array", "items": {"$ref": "#/components/schemas/Lien"}},
        },
    }


def path_item(tag, name, number):
    answers = {
        "200": {
            "description": "La réponse",
            "content": {
                "application/json": {
                    "schema": {"$ref": f"#/components/schemas/{name}"},
                    "example": {"id": number, "libelle": "Un exemple", "etat": "ouvert"},
                }
            },
        },
        "404": {"$ref": "#/components/responses/Absent"},
    }
    return {
        "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "integer"}, "description": "Identifiant"}
        ],
        "get": {
            "operationId": f"lire{name}",
            "tags": [tag],
            "summary": "Lit",
            "description": f"Renvoie l'entrée {number} du registre des {tag}, avec son libellé, son état et l'adresse de son\n"
            "titulaire. Les entrées archivées restent consultables.\n",
            "parameters": [{"$ref": "#/components/parameters/Page"}],
            "responses": answers,
        },
        "put": {
            "operationId": f"ecrire{name}",
            "tags": [tag],
            "summary": "Écrit",
            "description": f"Écrit {name}.",
            "requestBody": {"content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}}},
            "responses": answers,
        },
    }


def text(notation, size):
    """The text of a description of about so many bytes, as `json` or `yaml`."""
    few, more = (len(written(notation, description(count)).encode()) for count in (10, 20))
    return written(notation, description(max(1, round((size - few) / (more - few) * 10 + 10))))


def written(notation, value):
    if notation == "json":
        return json.dumps(value, indent=2, ensure_ascii=False)
    return "".join(line + "\n" for line in block(value))


def block(value):
    """The lines of a value, in YAML's block style."""
    pairs = value.items() if isinstance(value, dict) else ((None, item) for item in value)
    for key, item in pairs:
        lead = "- " if key is None else f"{scalar(key)}:"
        if isinstance(item, (dict, list)) and item:
            lines = block(item)
            if key is None:
                yield f"- {next(lines)}"
            else:
                yield lead
            yield from (f"  {line}" if line else "" for line in lines)
        elif isinstance(item, str) and item.endswith("\n"):
            yield f"{lead.rstrip()} |"
            yield from (f"  {line}".rstrip() for line in item[:-1].split("\n"))
        else:
            yield f"{lead.rstrip()} {scalar(item)}"


def scalar(value):
    if isinstance(value, str) and PLAIN.fullmatch(value):
        return value
    if isinstance(value, str) and value.isprintable() and "'" not in value:
        return f"'{value}'"
    return json.dumps(value, ensure_ascii=False)
