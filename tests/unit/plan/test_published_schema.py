from jsonschema import Draft202012Validator

from saferplace.plan.file import SCHEMA_VERSION, published_schema


def test_the_published_schema_is_itself_a_valid_schema() -> None:
    Draft202012Validator.check_schema(published_schema())


def test_the_published_schema_says_which_version_it_is() -> None:
    assert published_schema()["properties"]["schema"]["const"] == SCHEMA_VERSION
    assert published_schema()["$id"] == f"{SCHEMA_VERSION}.schema.json"
