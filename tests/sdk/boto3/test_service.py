"""The example service of fixtures/service, on the seeded table, over HTTP."""

import json
import pathlib
import sys
import threading
import urllib.error
import urllib.request

import pytest

FIXTURES = pathlib.Path(__file__).parents[3] / "fixtures"
sys.path.insert(0, str(FIXTURES / "service"))
import mysfits  # noqa: E402


@pytest.fixture(scope="module")
def service(client):
    client.create_table(**json.loads((FIXTURES / "mysfits/table.json").read_text()))
    client.get_waiter("table_exists").wait(TableName="MysfitsTable", WaiterConfig={"Delay": 1})
    requests = json.loads((FIXTURES / "mysfits/populate.json").read_text())
    assert client.batch_write_item(RequestItems=requests)["UnprocessedItems"] == {}

    server = mysfits.server(client, "127.0.0.1", 0)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    client.delete_table(TableName="MysfitsTable")


def call(url, method="GET"):
    with urllib.request.urlopen(urllib.request.Request(url, method=method), timeout=10) as reply:
        return json.load(reply)


def test_service_lists_all(service):
    assert len(call(f"{service}/mysfits")) == 15


@pytest.mark.parametrize(
    ("attribute", "value", "count"),
    [("GoodEvil", "Evil", 4), ("GoodEvil", "Good", 6), ("LawChaos", "Chaotic", 5),
     ("LawChaos", "Sideways", 0)],
)
def test_service_filters_with_legacy_key_conditions(service, attribute, value, count):
    found = call(f"{service}/mysfits?filter={attribute}&value={value}")
    assert len(found) == count
    assert all(creature[attribute] == value for creature in found)
    assert [c["MysfitId"] for c in found] == sorted(c["MysfitId"] for c in found)


def test_service_updates(service):
    one = f"{service}/mysfits/mysfit-003-pim"
    assert call(one)["Likes"] == 0
    assert call(f"{one}/like", "POST")["Likes"] == 1
    assert call(f"{one}/like", "POST")["Likes"] == 2
    assert call(f"{one}/adopt", "POST")["Adopted"] is True
    assert call(one)["Name"] == "Pim"
    with pytest.raises(urllib.error.HTTPError) as error:
        call(f"{service}/mysfits/nobody/like", "POST")
    assert error.value.code == 404
