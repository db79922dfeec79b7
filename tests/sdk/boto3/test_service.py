"""The example service of fixtures/service, on the seeded table, over HTTP."""

import json
import pathlib
import sys
import threading
import urllib.error
import urllib.request

import pytest
from werkzeug.serving import make_server

FIXTURES = pathlib.Path(__file__).parents[3] / "fixtures"
sys.path.insert(0, str(FIXTURES / "service"))
import mysfits  # noqa: E402


@pytest.fixture(scope="module")
def service(client):
    client.create_table(**json.loads((FIXTURES / "mysfits/table.json").read_text()))
    client.get_waiter("table_exists").wait(TableName="MysfitsTable", WaiterConfig={"Delay": 1})
    requests = json.loads((FIXTURES / "mysfits/populate.json").read_text())
    assert client.batch_write_item(RequestItems=requests)["UnprocessedItems"] == {}

    app = mysfits.create_app(client, "MysfitsTable")
    server = make_server("127.0.0.1", 0, app, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    client.delete_table(TableName="MysfitsTable")


def call(url, method="GET", body=None):
    request = urllib.request.Request(url, method=method)
    if body is not None:
        request.data = json.dumps(body).encode()
        request.add_header("Content-Type", "application/json")
    with urllib.request.urlopen(request, timeout=10) as reply:
        text = reply.read()
        return json.loads(text) if text else None


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


def test_service_adds(service):
    one = f"{service}/mysfits/mysfit-100-new"
    call(one, "PUT", {"Name": "New", "Age": 3})
    assert call(one) == {"MysfitId": "mysfit-100-new", "Name": "New", "Age": 3}


def test_service_refuses_other_filters(service):
    with pytest.raises(urllib.error.HTTPError) as error:
        call(f"{service}/mysfits?filter=Name&value=Pim")
    assert error.value.code == 400
    assert json.load(error.value) == {"error": "filter is one of LawChaos, GoodEvil"}
