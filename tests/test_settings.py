"""Settings: what the environment says, how a bad value is explained, what the hash holds."""

from pathlib import Path

import pytest

from assistant.errors import BadInput
from assistant.settings import NOT_ANSWERING, Settings, user_data_dir, variable


@pytest.fixture(autouse=True)
def _bare_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in (*(variable(field) for field in Settings.model_fields), "PORT", "XDG_DATA_HOME"):
        monkeypatch.delenv(name, raising=False)


def test_with_no_variable_set_the_program_keeps_to_this_machine() -> None:
    settings = Settings()
    assert (settings.host, settings.port) == ("127.0.0.1", 8000)
    assert settings.database == f"sqlite:///{settings.data_dir}/store.db"
    assert settings.corpus_dir == Path(__file__).resolve().parent.parent / "corpus"


def test_the_data_folder_follows_the_users_data_home(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert user_data_dir() == tmp_path / "trs-assistant"
    assert Settings().data_dir == tmp_path / "trs-assistant"


def test_each_variable_sets_its_field(monkeypatch: pytest.MonkeyPatch) -> None:
    given = {
        "TRS_DATA_DIR": "~/notes",
        "TRS_CORPUS_DIR": "/srv/corpus",
        "TRS_STORE_URL": "postgresql://reader:secret@db/trs",
        "TRS_EMBEDDING_MODEL": "/models/other",
        "TRS_HOST": "0.0.0.0",
        "TRS_PORT": "9000",
        "TRS_ALLOWED_HOSTS": "trs.example, localhost",
        "TRS_MAX_QUESTION_CHARS": "500",
        "TRS_MAX_STATEMENTS": "3",
        "TRS_TOP_K": "12",
        "TRS_CHAT_MODEL": "openai:gpt-4o",
        "TRS_CHAT_BASE_URL": "http://127.0.0.1:8080/v1",
        "TRS_CHAT_API_KEY": "secret",
        "TRS_CHAT_TIMEOUT": "7.5",
        "TRS_CHAT_RETRIES": "0",
        "TRS_CHAT_CONCURRENCY": "1",
        "TRS_CHAT_MAX_TOKENS": "900",
        "TRS_CHAT_READS_NOTES": "true",
        "TRS_ENTAILMENT_MODEL": "/models/entails",
        "TRS_CHAT_PRICE_IN": "2.5",
        "TRS_CHAT_PRICE_OUT": "10",
        "TRS_LOG_LEVEL": "DEBUG",
    }
    for name, value in given.items():
        monkeypatch.setenv(name, value)
    settings = Settings()
    assert {name: getattr(settings, name.removeprefix("TRS_").lower()) for name in given} == {
        "TRS_DATA_DIR": Path.home() / "notes",
        "TRS_CORPUS_DIR": Path("/srv/corpus"),
        "TRS_STORE_URL": "postgresql://reader:secret@db/trs",
        "TRS_EMBEDDING_MODEL": "/models/other",
        "TRS_HOST": "0.0.0.0",
        "TRS_PORT": 9000,
        "TRS_ALLOWED_HOSTS": ("trs.example", "localhost"),
        "TRS_MAX_QUESTION_CHARS": 500,
        "TRS_MAX_STATEMENTS": 3,
        "TRS_TOP_K": 12,
        "TRS_CHAT_MODEL": "openai:gpt-4o",
        "TRS_CHAT_BASE_URL": "http://127.0.0.1:8080/v1",
        "TRS_CHAT_API_KEY": "secret",
        "TRS_CHAT_TIMEOUT": 7.5,
        "TRS_CHAT_RETRIES": 0,
        "TRS_CHAT_CONCURRENCY": 1,
        "TRS_CHAT_MAX_TOKENS": 900,
        "TRS_CHAT_READS_NOTES": True,
        "TRS_ENTAILMENT_MODEL": "/models/entails",
        "TRS_CHAT_PRICE_IN": 2.5,
        "TRS_CHAT_PRICE_OUT": 10.0,
        "TRS_LOG_LEVEL": "DEBUG",
    }


def test_an_empty_variable_is_no_variable(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRS_DATA_DIR", "")
    monkeypatch.setenv("TRS_PORT", "")
    assert Settings().data_dir == user_data_dir()
    assert Settings().port == 8000


def test_port_is_read_from_port_and_trs_port_is_stronger(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", "8123")
    assert Settings().port == 8123
    monkeypatch.setenv("TRS_PORT", "8124")
    assert Settings().port == 8124
    assert Settings(port=8125).port == 8125


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("TRS_PORT", "eighty"),
        ("PORT", "70000"),
        ("TRS_TOP_K", "0"),
        ("TRS_LOG_LEVEL", "LOUD"),
        ("TRS_MAX_STATEMENTS", "many"),
        ("TRS_ALLOWED_HOSTS", ","),
    ],
)
def test_a_bad_value_is_named_with_its_variable(monkeypatch: pytest.MonkeyPatch, name: str, value: str) -> None:
    monkeypatch.setenv(name, value)
    with pytest.raises(BadInput) as caught:
        Settings()
    assert caught.value.to == name
    assert name in caught.value.what
    assert name in caught.value.do


def test_a_bad_value_reads_as_one_clear_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRS_TOP_K", "0")
    with pytest.raises(BadInput) as caught:
        Settings()
    assert str(caught.value) == (
        "TRS_TOP_K=0 cannot be used: input should be greater than or equal to 1. "
        "Change or unset TRS_TOP_K. It is: Passages that search hands to the composer."
    )


def test_repr_hides_the_password_of_the_store() -> None:
    settings = Settings(store_url="postgresql://reader:secret@db/trs")
    assert "secret" not in repr(settings) + str(settings)
    with pytest.raises(BadInput) as caught:
        Settings(store_url=["postgresql://reader:secret@db/trs"])
    assert "secret" not in str(caught.value)


def test_settings_cannot_be_changed_once_read() -> None:
    with pytest.raises(ValueError, match="frozen"):
        Settings().top_k = 5


def test_every_field_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_hash_ignores_where_things_are_and_sees_what_changes_an_answer(tmp_path: Path) -> None:
    usual = Settings().hash()
    elsewhere = Settings(data_dir=tmp_path, corpus_dir=tmp_path, port=1, host="::1", log_level="ERROR", store_url="x")
    assert len(usual) == 12
    assert elsewhere.hash() == usual
    assert Settings(top_k=31).hash() != usual
    assert Settings(max_statements=7).hash() != usual
    assert Settings(embedding_model="other").hash() != usual
    assert Settings(embedding_model="/here/m").hash() == Settings(embedding_model="/there/m").hash()


def test_every_name_left_out_of_the_hash_is_a_setting() -> None:
    assert set(Settings.model_fields) >= NOT_ANSWERING
