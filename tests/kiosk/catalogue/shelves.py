"""Catalogues for the tests: the county's that the demo has, and such as a test makes itself."""

from importlib import resources
from pathlib import Path

from kiosk.catalogue import columns, store, synonyms
from kiosk.catalogue.catalogue import Catalogue
from kiosk.catalogue.item import Item

COUNTY = Path(str(resources.files("broker.demo") / "catalogue.csv"))


def an_item(name: str = "居住证申领", **fields: object) -> Item:
    return Item(**{"code": name, "name": name, "department": "县公安局", "service": "residence"} | fields)


def catalogue_of(folder: Path, *items: Item | str) -> Catalogue:
    path = folder / "catalogue.db"
    store.write(path, [an_item(item) if isinstance(item, str) else item for item in items], synonyms.read())
    return Catalogue(path)


def make_county(path: Path) -> None:
    store.write(path, columns.read(COUNTY), synonyms.read())


def names(catalogue: Catalogue, typed: str, most: int = 50) -> list[str]:
    return [hit.item.name for hit in catalogue.search(typed, most)]
