"""What organisations report by period (`returns`): of the catalogue of reported figures, once approved; never counted here."""

from liemchinh.figures.asking import RETURNED
from liemchinh.figures.declarations import Indicator, declare
from liemchinh.returns.words import CATALOGUE

for _code, (_name, _unit) in CATALOGUE.items():
    declare(Indicator(f"{RETURNED}{_code}", _name, "reported", "reported", _unit, of="returns", acts=(_code,)))
